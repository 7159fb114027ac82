-- A schema for the tests of the SQL compiler.
CREATE TABLE user_row (id INTEGER PRIMARY KEY, name TEXT NOT NULL, active BOOLEAN NOT NULL);
CREATE TABLE case_row (
  id BIGINT PRIMARY KEY, --@pg
  id INTEGER PRIMARY KEY, --@sqlite
  reference TEXT NOT NULL UNIQUE,
  due TEXT,
  open BOOLEAN NOT NULL,
  owner BIGINT,
  weight BIGINT,
  received TEXT NOT NULL
);
CREATE EXTENSION pg_trgm; --@pg
