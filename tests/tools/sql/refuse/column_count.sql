-- :a one (user user_id) -> (id case_id)
-- Doc.
SELECT id, due FROM case_row WHERE owner = $user;
