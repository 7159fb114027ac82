-- TODO write
SELECT '-- TODO is no comment';  
