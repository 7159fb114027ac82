-- :a one (user user_id) -> (id case_id)
-- Doc.
SELECT owner FROM case_row WHERE owner = $user;
