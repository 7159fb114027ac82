-- :a one () -> (n int)
-- Doc.
SELECT count(*) FROM case_row;
