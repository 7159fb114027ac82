-- :a run (id int) more
-- Doc.
DELETE FROM case_row WHERE id = $id;
