-- :a many () -> (id case_id)
-- variants order: a = "id" | b = "due"
-- Doc.
SELECT id FROM case_row;
