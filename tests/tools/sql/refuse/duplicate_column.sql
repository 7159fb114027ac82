-- :a one () -> (id int, id int)
-- Doc.
SELECT id, id FROM case_row;
