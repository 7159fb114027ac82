-- :a run (db int)
-- Doc.
DELETE FROM case_row WHERE id = $db;
