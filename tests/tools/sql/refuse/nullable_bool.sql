-- :a one () -> (open bool?)
-- Doc.
SELECT open FROM case_row;
