-- :a one () -> (id text)
-- Doc.
SELECT id FROM case_row;
