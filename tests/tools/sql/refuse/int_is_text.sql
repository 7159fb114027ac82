-- :a one () -> (reference int)
-- Doc.
SELECT reference FROM case_row;
