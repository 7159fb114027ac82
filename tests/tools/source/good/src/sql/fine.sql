-- A comment.
SELECT 'TODO -- TODO';
