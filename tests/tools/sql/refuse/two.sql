-- :a run ()
-- Doc.
DELETE FROM case_row;

DELETE FROM case_access;
