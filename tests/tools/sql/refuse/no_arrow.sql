-- :a one (id int)
-- Doc.
SELECT id FROM case_row WHERE id = $id;
