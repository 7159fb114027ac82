-- :a run ()
-- Doc.
INSERT  or REPLACE INTO case_access VALUES (1, 2);
