-- :a some () -> (id case_id)
-- Doc.
SELECT id FROM case_row;
