-- Who works here, what the council is called, and which services it has.
CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL,
  changed TEXT NOT NULL
);

CREATE TABLE service (
  id BIGINT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  area TEXT NOT NULL,
  listed BOOLEAN NOT NULL,
  position BIGINT NOT NULL
);

-- scope says which cases a person sees: all, service (their own), review (stage 2 on, and what they are
-- given), none.
CREATE TABLE app_user (
  id BIGINT PRIMARY KEY,
  email TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  scope TEXT NOT NULL,
  service BIGINT REFERENCES service(id),
  password TEXT NOT NULL,
  disabled BOOLEAN NOT NULL,
  demonstration BOOLEAN NOT NULL,
  created TEXT NOT NULL,
  last_sign_in TEXT
);

CREATE TABLE session (
  token_hash TEXT PRIMARY KEY,
  user_id BIGINT NOT NULL REFERENCES app_user(id),
  created TEXT NOT NULL,
  seen TEXT NOT NULL
);
CREATE INDEX session_of_user ON session (user_id);

-- Calendars that came after the ones in the program; closures are the council's own days, separated by ;.
CREATE TABLE calendar_version (
  version TEXT PRIMARY KEY,
  feed TEXT NOT NULL,
  closures TEXT NOT NULL,
  added TEXT NOT NULL
);

-- Answers to a public form, kept at every step until they are sent or a day has passed.
CREATE TABLE draft (
  secret_hash TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  answers TEXT NOT NULL,
  created TEXT NOT NULL,
  changed TEXT NOT NULL,
  sent_reference TEXT
);
CREATE INDEX draft_changed ON draft (changed);
