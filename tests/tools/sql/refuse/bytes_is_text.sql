-- :a one () -> (reference bytes)
-- Doc.
SELECT reference FROM case_row;
