-- :a run ()
-- Doc.
SELECT id FROM case_row;
