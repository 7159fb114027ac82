-- :a one (user user_id) -> (id case_id)
-- Doc.
SELECT id FROM case_row WHERE owner = $user AND reference = "word";
