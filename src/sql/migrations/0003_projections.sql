-- What lists and figures need, made from the events in the same transaction; redress rebuild makes it anew.
CREATE TABLE case_row (
  case_id BIGINT PRIMARY KEY REFERENCES case_file(id),
  reference TEXT NOT NULL,
  kind TEXT NOT NULL,
  status TEXT NOT NULL,
  open BOOLEAN NOT NULL,
  triaged BOOLEAN NOT NULL,
  person TEXT,
  person_key TEXT NOT NULL,
  summary TEXT NOT NULL,
  search TEXT NOT NULL,
  procedure TEXT,
  version TEXT,
  stage BIGINT NOT NULL,
  service BIGINT,
  team TEXT,
  owner BIGINT,
  next_clock TEXT,
  clock_kind TEXT,
  due TEXT,
  due_key TEXT NOT NULL,
  paused BOOLEAN NOT NULL,
  extended BOOLEAN NOT NULL,
  received TEXT NOT NULL,
  channel TEXT,
  anonymous BOOLEAN NOT NULL,
  causes TEXT,
  outcome TEXT,
  closed TEXT,
  flags TEXT,
  restricted BOOLEAN NOT NULL,
  last_number BIGINT NOT NULL
);
CREATE INDEX case_row_due ON case_row (due_key, case_id) WHERE open;
CREATE INDEX case_row_owner ON case_row (owner, due_key, case_id) WHERE open;
CREATE INDEX case_row_reference ON case_row (reference);
CREATE INDEX case_row_closed ON case_row (closed);

CREATE TABLE stage_row (
  case_id BIGINT NOT NULL REFERENCES case_file(id),
  stage BIGINT NOT NULL,
  kind TEXT NOT NULL,
  procedure TEXT NOT NULL,
  version TEXT NOT NULL,
  service BIGINT,
  team TEXT,
  channel TEXT,
  causes TEXT,
  opened TEXT NOT NULL,
  acknowledged TEXT,
  acknowledge_due TEXT,
  acknowledge_verdict TEXT,
  due TEXT,
  extended_due TEXT,
  responded TEXT,
  verdict TEXT,
  outcome TEXT,
  responder BIGINT,
  withdrawn TEXT,
  remedies TEXT,
  pence BIGINT,
  PRIMARY KEY (case_id, stage)
) WITHOUT ROWID, STRICT; --@sqlite
); --@pg

-- The one access rule, for lists, pages and counts alike: each case beside each person who may see it.
CREATE VIEW case_access AS
SELECT u.id AS user_id, c.*
FROM app_user u
JOIN case_row c ON u.scope = 'all'
  OR c.owner = u.id
  OR (u.scope = 'service' AND c.service = u.service)
  OR (u.scope = 'review' AND c.stage > 1 AND NOT c.restricted)
WHERE NOT u.disabled;
