-- :a many (x int) -> (id case_id)
-- variants order: a = "id = $x" | b = "id = 1"
-- Doc.
SELECT id FROM case_row WHERE @order@;
