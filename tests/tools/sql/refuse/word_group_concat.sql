-- :a one () -> (n text)
-- Doc.
SELECT group_concat(reference) AS n FROM case_row;
