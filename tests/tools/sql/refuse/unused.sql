-- :a one (user user_id, reference text) -> (id case_id)
-- Doc.
SELECT id FROM case_row WHERE owner = $user;
