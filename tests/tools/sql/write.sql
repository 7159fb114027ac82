-- :case_insert run (id case_id, reference text, due date?, open bool, owner user_id?, weight int?, at instant)
-- Adds a case: seven parameters come as a struct.
INSERT INTO case_row (id, reference, due, open, owner, weight, received)
VALUES ($id, $reference, $due, $open, $owner, $weight, $at);

-- :case_close run (id case_id) -> ()
-- Closes a case.
UPDATE case_row SET open = FALSE WHERE id = $id;

-- :attachment_add one (name text, content bytes, note text?, seen instant?) -> (id attachment_id, content bytes?)
-- Adds an attachment and answers its identifier.
INSERT INTO attachment (name, content) SELECT $name, $content WHERE $note IS NULL AND $seen IS NULL
RETURNING id, content;
