-- :a one () -> (id number)
-- Doc.
SELECT id FROM case_row;
