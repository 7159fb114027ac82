-- :a run ()
-- Doc.
DELETE FROM case_row;

-- :a run ()
-- Doc.
DELETE FROM case_row;
