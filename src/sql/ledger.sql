-- :case_file_insert run (id case_id, reference text, kind text, submission_hash text?,
--   tracking_hash text?, head text, created instant)
-- A new case without events yet; head binds what stands in this row.
INSERT INTO case_file (id, reference, kind, submission_hash, tracking_hash, version, head, created)
VALUES ($id, $reference, $kind, $submission_hash, $tracking_hash, 0, $head, $created);

-- :case_file_advance run (id case_id, expected int, version int, head text)
-- Moves the head on, only where nobody else did: no row changed means a conflict.
UPDATE case_file SET version = $version, head = $head WHERE id = $id AND version = $expected;

-- :case_file_by_submission maybe (submission_hash text) -> (id case_id, reference text)
-- The case that a submission key already made.
SELECT id AS id, reference AS reference FROM case_file WHERE submission_hash = $submission_hash;

-- :case_file_by_tracking maybe (tracking_hash text) -> (id case_id, reference text, kind text, version int)
-- The case of a private tracking link.
SELECT id AS id, reference AS reference, kind AS kind, version AS version
FROM case_file WHERE tracking_hash = $tracking_hash;

-- :case_file_by_id maybe (id case_id) -> (reference text, kind text, version int, head text)
-- For casework that has already been let in, imports and verification.
SELECT reference AS reference, kind AS kind, version AS version, head AS head FROM case_file WHERE id = $id;

-- :case_file_by_reference maybe (reference text) -> (id case_id)
-- For imports: whether the reference is taken.
SELECT id AS id FROM case_file WHERE reference = $reference;

-- :case_file_for_user maybe (user user_id, reference text) -> (id case_id, reference text, kind text,
--   version int, restricted bool)
-- The case, where this person may see it.
SELECT f.id AS id, f.reference AS reference, f.kind AS kind, f.version AS version, a.restricted AS
  restricted
FROM case_file f JOIN case_access a ON a.case_id = f.id
WHERE f.reference = $reference AND a.user_id = $user;

-- :case_file_count one () -> (n int)
-- How many cases there are.
SELECT count(*) AS n FROM case_file;

-- :case_file_each each () -> (id case_id, reference text, kind text, submission_hash text?,
--   tracking_hash text?,
--   version int, head text, created instant)
-- All cases, for verify and rebuild.
SELECT id AS id, reference AS reference, kind AS kind, submission_hash AS submission_hash,
  tracking_hash AS tracking_hash, version AS version, head AS head, created AS created
FROM case_file ORDER BY id;

-- :event_insert run (case_id case_id, number int, type text, stage int, on_day date, on_minute int?,
--   recorded instant, by_user user_id?, role text, until_day date?, clock text?, outcome text?,
--   reason text?, procedure text?, version text?, calendar text, subject user_id?, accepted bool,
--   corrects int?, voids bool, service service_id?, team text?, channel text?, causes text?,
--   remedies text?, pence int?, flags text?, record int?, category text?, party text?, linked case_id?,
--   commitments text?, previous text, hash text)
-- Appends an event.
INSERT INTO event (case_id, number, type, stage, on_day, on_minute, recorded, by_user, role, until_day,
  clock, outcome,
  reason, procedure, version, calendar, subject, accepted, corrects, voids, service, team, channel, causes,
  remedies,
  pence, flags, record, category, party, linked, commitments, previous, hash)
VALUES ($case_id, $number, $type, $stage, $on_day, $on_minute, $recorded, $by_user, $role, $until_day,
  $clock, $outcome,
  $reason, $procedure, $version, $calendar, $subject, $accepted, $corrects, $voids, $service, $team,
  $channel, $causes,
  $remedies, $pence, $flags, $record, $category, $party, $linked, $commitments, $previous, $hash);

-- :event_of_case many (case_id case_id) -> (number int, type text, stage int, on_day date,
--   on_minute int?, recorded instant, by_user user_id?, role text, until_day date?, clock text?,
--   outcome text?, reason text?, procedure text?, version text?, calendar text, subject user_id?,
--   accepted bool, corrects int?, voids bool, service service_id?, team text?, channel text?,
--   causes text?, remedies text?, pence int?, flags text?, record int?, category text?, party text?,
--   linked case_id?, commitments text?, previous text, hash text)
-- The events of a case in order of number. The caller has been let in by case_file_for_user or a tracking
-- link.
SELECT number AS number, type AS type, stage AS stage, on_day AS on_day, on_minute AS on_minute,
  recorded AS recorded,
  by_user AS by_user, role AS role, until_day AS until_day, clock AS clock, outcome AS outcome,
  reason AS reason,
  procedure AS procedure, version AS version, calendar AS calendar, subject AS subject, accepted AS
  accepted,
  corrects AS corrects, voids AS voids, service AS service, team AS team, channel AS channel,
  causes AS causes,
  remedies AS remedies, pence AS pence, flags AS flags, record AS record, category AS category,
  party AS party, linked AS linked, commitments AS commitments, previous AS previous,
  hash AS hash
FROM event WHERE case_id = $case_id ORDER BY number;

-- :event_text_insert run (case_id case_id, number int, slot text, salt text, body text)
-- Keeps a text of an event, outside the chain.
INSERT INTO event_text (case_id, number, slot, salt, body) VALUES ($case_id, $number, $slot, $salt, $body);

-- :event_text_of_case many (case_id case_id) -> (number int, slot text, salt text, body text?,
--   disposed date?)
-- The texts of a case.
SELECT number AS number, slot AS slot, salt AS salt, body AS body, disposed AS disposed
FROM event_text WHERE case_id = $case_id ORDER BY number, slot;

-- :case_read_insert run (id int, case_id case_id, user_id user_id, at instant, what text)
-- Records that a person read a case.
INSERT INTO case_read (id, case_id, user_id, at, what) VALUES ($id, $case_id, $user_id, $at, $what);

-- :case_read_of_case many (case_id case_id, most int) -> (at instant, name text, what text)
-- Who read the case, newest first.
SELECT r.at AS at, u.name AS name, r.what AS what FROM case_read r JOIN app_user u ON u.id = r.user_id
WHERE r.case_id = $case_id ORDER BY r.id DESC LIMIT $most;
