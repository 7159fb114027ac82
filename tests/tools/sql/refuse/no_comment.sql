-- :a run ()
DELETE FROM case_row;
