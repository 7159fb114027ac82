-- :a run () -> (id int)
-- Doc.
DELETE FROM case_row;
