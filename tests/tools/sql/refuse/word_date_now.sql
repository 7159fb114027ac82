-- :a many () -> (id case_id)
-- Doc.
SELECT c.id FROM case_row c
WHERE due = date('now', '1 day');
