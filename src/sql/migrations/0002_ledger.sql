-- The truth: cases as lists of events, one hash chain each. Rows of event are never updated or deleted.
CREATE TABLE case_file (
  id BIGINT PRIMARY KEY,
  reference TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  submission_hash TEXT UNIQUE,
  tracking_hash TEXT UNIQUE,
  version BIGINT NOT NULL,
  head TEXT NOT NULL,
  created TEXT NOT NULL
);

CREATE TABLE event (
  case_id BIGINT NOT NULL REFERENCES case_file(id),
  number BIGINT NOT NULL,
  type TEXT NOT NULL,
  stage BIGINT NOT NULL,
  on_day TEXT NOT NULL,
  on_minute BIGINT,
  recorded TEXT NOT NULL,
  by_user BIGINT REFERENCES app_user(id),
  role TEXT NOT NULL,
  until_day TEXT,
  clock TEXT,
  outcome TEXT,
  reason TEXT,
  procedure TEXT,
  version TEXT,
  calendar TEXT NOT NULL,
  subject BIGINT REFERENCES app_user(id),
  accepted BOOLEAN NOT NULL CHECK (accepted IN (TRUE, FALSE)),
  corrects BIGINT,
  voids BOOLEAN NOT NULL CHECK (voids IN (TRUE, FALSE)),
  service BIGINT REFERENCES service(id),
  team TEXT,
  channel TEXT,
  causes TEXT,
  remedies TEXT,
  pence BIGINT,
  flags TEXT,
  commitments TEXT,
  previous TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (case_id, number)
) WITHOUT ROWID, STRICT; --@sqlite
); --@pg

-- Personal text, outside the chain: the chain holds a salted commitment, so that the text can be disposed
-- of lawfully.
CREATE TABLE event_text (
  case_id BIGINT NOT NULL,
  number BIGINT NOT NULL,
  slot TEXT NOT NULL,
  salt TEXT NOT NULL,
  body TEXT,
  disposed TEXT,
  PRIMARY KEY (case_id, number, slot)
) WITHOUT ROWID, STRICT; --@sqlite
); --@pg

CREATE TRIGGER event_stays BEFORE UPDATE ON event --@sqlite
BEGIN SELECT RAISE(ABORT, 'events are never changed'); END; --@sqlite
CREATE TRIGGER event_remains BEFORE DELETE ON event --@sqlite
BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END; --@sqlite

-- Who read what: written before the first byte of the answer leaves.
CREATE TABLE case_read (
  id BIGINT PRIMARY KEY,
  case_id BIGINT NOT NULL,
  user_id BIGINT NOT NULL,
  at TEXT NOT NULL,
  what TEXT NOT NULL
);
CREATE INDEX case_read_case ON case_read (case_id, id);
