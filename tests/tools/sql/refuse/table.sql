-- :a one (user user_id) -> (id case_id)
-- Doc.
SELECT id FROM no_table WHERE owner = $user;
