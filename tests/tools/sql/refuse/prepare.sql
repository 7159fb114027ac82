-- :a one (user user_id) -> (id case_id)
-- Doc.
SELECT c.id
FROM case_row c
WHERE c.owner = $user AND c.missing = 1;
