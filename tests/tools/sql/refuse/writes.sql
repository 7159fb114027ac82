-- :a one () -> ()
-- Doc.
DELETE FROM case_row;
