-- Cases, for the tests of the SQL compiler.

-- :case_by_reference one (user user_id, reference text) -> (id case_id, reference text, due date?, open bool)
-- Answers the case with this reference where the user may see it.
-- Two lines of comment.
SELECT c.id, c.reference, c.due, c.open
FROM case_row c JOIN case_access a ON a.case_id = c.id -- a comment with $nothing and '
WHERE c.reference = $reference AND a.user_id = $user AND c.reference <> 'ilike $x -- ?';

-- :case_find maybe (reference text) -> (id case_id, owner user_id?, weight int?, received instant)
-- Answers the case with this reference.
SELECT id, owner, weight, received FROM case_row WHERE reference = $reference;

-- :case_list many
--   (user user_id, due date?, active bool)
--   -> (id case_id, reference text)
-- variants order: due = "c.due, c.id"
--   | due_desc = "c.due DESC, c.id DESC"
-- The cases that the user may see.
SELECT c.id, c.reference FROM case_row c JOIN case_access a ON a.case_id = c.id
WHERE a.user_id = $user AND (c.due = $due OR $due IS NULL) AND c.open = $active
ORDER BY @order@;

-- :case_each each () -> (reference text, last text?)
-- Every case, for exports.
SELECT c.reference, greatest(c.due, c.received) AS last FROM case_row c;

-- :case_open_count each (user user_id) -> (n int)
-- A row without text.
SELECT count(*) AS n FROM case_access WHERE user_id = $user;
