-- :a many () -> (id case_id)
-- variants order: a = "id" | b = "missing"
-- Doc.
SELECT id FROM case_row
ORDER BY @order@;
