-- Actions, recommendations, cases at the Ombudsman, publications: what events say of them.
-- record: number of the action or recommendation in its case. category: the Ombudsman's subject, the
--   reason of
-- a referral. party: the Ombudsman, the advocate's organisation. linked: the complaint that a case came
--   from.
ALTER TABLE event ADD COLUMN record BIGINT;
ALTER TABLE event ADD COLUMN category TEXT;
ALTER TABLE event ADD COLUMN party TEXT;
ALTER TABLE event ADD COLUMN linked BIGINT;

ALTER TABLE case_row ADD COLUMN category TEXT;
ALTER TABLE case_row ADD COLUMN party TEXT;
ALTER TABLE case_row ADD COLUMN linked BIGINT;
ALTER TABLE case_row ADD COLUMN decided TEXT;
CREATE INDEX case_row_kind ON case_row (kind, received);
CREATE INDEX case_row_linked ON case_row (linked) WHERE linked IS NOT NULL;

-- The view names its columns when it is made.
DROP VIEW case_access;
CREATE VIEW case_access AS
SELECT u.id AS user_id, c.*
FROM app_user u
JOIN case_row c ON u.scope = 'all'
  OR c.owner = u.id
  OR (u.scope = 'service' AND c.service = u.service)
  OR (u.scope = 'review' AND c.stage > 1 AND NOT c.restricted)
WHERE NOT u.disabled;

-- A corrective action or a recommendation, for lists.
CREATE TABLE record_row (
  case_id BIGINT NOT NULL REFERENCES case_file(id),
  number BIGINT NOT NULL,
  kind TEXT NOT NULL,
  code TEXT,
  description TEXT,
  owner TEXT,
  search TEXT NOT NULL,
  agreed TEXT NOT NULL,
  due TEXT,
  due_key TEXT NOT NULL,
  completed TEXT,
  verdict TEXT,
  compliance TEXT,
  open BOOLEAN NOT NULL,
  PRIMARY KEY (case_id, number)
);
CREATE INDEX record_row_due ON record_row (kind, open, due_key, case_id);

-- Names that figures count by, each with a number: procedures, teams, lists of causes, categories.
CREATE TABLE word (
  id BIGINT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
);

-- What figures count, and nothing else: see src/rules/figures.h for the meaning of each column. Days are
--   numbers
-- of days since 1970, so that a million rows are read in a moment.
CREATE TABLE figure_row (
  case_id BIGINT NOT NULL REFERENCES case_file(id),
  subject BIGINT NOT NULL,
  number BIGINT NOT NULL,
  opened BIGINT NOT NULL,
  ended BIGINT NOT NULL,
  due BIGINT NOT NULL,
  verdict BIGINT NOT NULL,
  outcome BIGINT NOT NULL,
  flags BIGINT NOT NULL,
  procedure BIGINT NOT NULL,
  service BIGINT NOT NULL,
  team BIGINT NOT NULL,
  theme BIGINT NOT NULL,
  grouping BIGINT NOT NULL,
  amount BIGINT NOT NULL,
  -- The small ones in one number, because reading a column costs more than counting it. From the low end:
  -- opened and ended as days since 14 April 1880, 17 bits each, 0: not; subject 3, verdict 2, outcome 4,
  -- flags 5, number 7 (127: that or more), amount 8 bits. read by src/report/source.c.
  packed BIGINT NOT NULL GENERATED ALWAYS AS (
    CASE WHEN opened < -32767 THEN 0 ELSE opened + 32768 END
    + (CASE WHEN ended < -32767 THEN 0 ELSE ended + 32768 END << 17)
    + (subject << 34) + (verdict << 37) + (outcome << 39) + (flags << 43)
    + (CASE WHEN number > 127 THEN 127 ELSE number END << 48) + (amount << 55)) STORED,
  PRIMARY KEY (case_id, subject, number)
);
-- What is counted stands first.
CREATE INDEX figure_row_opened ON figure_row (opened, ended, packed, procedure, service, team, theme,
  grouping,
  due, subject, number, verdict, outcome, flags, amount, case_id);
-- What took more than a year: a report looks back so far for what was opened before its period and ended
--   in it.
CREATE INDEX figure_row_long ON figure_row (ended) WHERE ended > opened + 366;
CREATE INDEX figure_row_ended ON figure_row (ended, opened);

-- Figures of other authorities, typed in or imported; they are theirs, not counted here.
CREATE TABLE comparator (
  year TEXT NOT NULL,
  authority TEXT NOT NULL,
  measure TEXT NOT NULL,
  value BIGINT NOT NULL,
  changed TEXT NOT NULL,
  PRIMARY KEY (year, authority, measure)
);

-- Words and figures that people type into a report, kept between runs. Every version stays; the newest
--   counts.
CREATE TABLE report_note (
  id BIGINT PRIMARY KEY,
  report TEXT NOT NULL,
  period TEXT NOT NULL,
  slot TEXT NOT NULL,
  body TEXT NOT NULL,
  by_user BIGINT REFERENCES app_user(id),
  at TEXT NOT NULL
);
CREATE INDEX report_note_slot ON report_note (report, period, slot, id);

-- A published or kept report, made from its event in the ledger.
CREATE TABLE publication_row (
  case_id BIGINT PRIMARY KEY REFERENCES case_file(id),
  reference TEXT NOT NULL,
  report TEXT NOT NULL,
  title TEXT NOT NULL,
  from_day TEXT NOT NULL,
  to_day TEXT NOT NULL,
  scope TEXT NOT NULL,
  published TEXT NOT NULL,
  recorded TEXT NOT NULL,
  by_user BIGINT,
  hash TEXT NOT NULL
);
CREATE INDEX publication_row_report ON publication_row (report, from_day, to_day, scope, recorded);
