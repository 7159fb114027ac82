CREATE TABLE case_access (case_id BIGINT NOT NULL, user_id BIGINT NOT NULL);
CREATE TABLE attachment (id INTEGER PRIMARY KEY, name TEXT NOT NULL, content BLOB); --@sqlite
CREATE TABLE attachment (id BIGINT PRIMARY KEY, name TEXT NOT NULL, content BYTEA); --@pg
