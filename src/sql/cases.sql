-- :case_row_put run (case_id case_id, reference text, kind text, status text, open bool, triaged bool,
--   person text?, person_key text, summary text, search text, procedure text?, version text?, stage int,
--   service service_id?, team text?, owner user_id?, next_clock text?, clock_kind text?, due date?,
--   due_key text, paused bool, extended bool, received date, channel text?, anonymous bool, causes text?,
--   outcome text?, flags text?, category text?, party text?, linked case_id?, closed date?, decided date?,
--   restricted bool, last_number int)
-- Puts the list row of a case in place of the old one.
INSERT INTO case_row (case_id, reference, kind, status, open, triaged, person, person_key, summary, search,
  procedure,
  version, stage, service, team, owner, next_clock, clock_kind, due, due_key, paused, extended, received,
  channel,
  anonymous, causes, outcome, closed, flags, restricted, category, party, linked, decided, last_number)
VALUES ($case_id, $reference, $kind, $status, $open, $triaged, $person, $person_key, $summary, $search,
  $procedure,
  $version, $stage, $service, $team, $owner, $next_clock, $clock_kind, $due, $due_key, $paused, $extended,
  $received,
  $channel, $anonymous, $causes, $outcome, $closed, $flags, $restricted, $category, $party, $linked,
  $decided,
  $last_number)
ON CONFLICT (case_id) DO UPDATE SET status = excluded.status, open = excluded.open,
  triaged = excluded.triaged,
  kind = excluded.kind, person = excluded.person, person_key = excluded.person_key,
  summary = excluded.summary,
  search = excluded.search, procedure = excluded.procedure, version = excluded.version,
  stage = excluded.stage,
  service = excluded.service, team = excluded.team, owner = excluded.owner, next_clock =
  excluded.next_clock,
  clock_kind = excluded.clock_kind, due = excluded.due, due_key = excluded.due_key, paused =
  excluded.paused,
  extended = excluded.extended, received = excluded.received, channel = excluded.channel,
  anonymous = excluded.anonymous, causes = excluded.causes, outcome = excluded.outcome,
  closed = excluded.closed,
  flags = excluded.flags, restricted = excluded.restricted, category = excluded.category, party =
  excluded.party,
  linked = excluded.linked, decided = excluded.decided, last_number = excluded.last_number;

-- :case_row_get maybe (case_id case_id) -> (reference text, kind text, status text, open bool,
--   triaged bool, person text?, person_key text, summary text, search text, procedure text?,
--   version text?, stage int, service service_id?, team text?, owner user_id?, next_clock text?,
--   clock_kind text?, due date?, due_key text, paused bool, extended bool, received date, channel text?,
--   anonymous bool, causes text?, outcome text?, flags text?,
--   category text?, party text?, linked case_id?, closed date?, decided date?, restricted bool,
--   last_number int)
-- The stored row, for verify.
SELECT reference AS reference, kind AS kind, status AS status, open AS open, triaged AS triaged,
  person AS person,
  person_key AS person_key, summary AS summary, search AS search, procedure AS procedure, version AS
  version,
  stage AS stage, service AS service, team AS team, owner AS owner, next_clock AS next_clock,
  clock_kind AS clock_kind,
  due AS due, due_key AS due_key, paused AS paused, extended AS extended, received AS received,
  channel AS channel,
  anonymous AS anonymous, causes AS causes, outcome AS outcome, flags AS flags, category AS category,
  party AS party, linked AS linked, closed AS closed, decided AS decided, restricted AS restricted,
  last_number AS last_number
FROM case_row WHERE case_id = $case_id;

-- :case_row_clear run ()
-- Before a rebuild.
DELETE FROM case_row;

-- :stage_row_clear run ()
-- Before a rebuild.
DELETE FROM stage_row;

-- :stage_row_clear_case run (case_id case_id)
-- Before the rows of a case are made anew.
DELETE FROM stage_row WHERE case_id = $case_id;

-- :stage_row_put run (case_id case_id, stage int, kind text, procedure text, version text,
--   service service_id?, team text?, channel text?, causes text?, opened date, acknowledged date?,
--   acknowledge_due date?, acknowledge_verdict text?, due date?, extended_due date?, responded date?,
--   verdict text?, outcome text?, responder user_id?, withdrawn date?, remedies text?, pence int?)
-- One row per stage of a case, for figures.
INSERT INTO stage_row (case_id, stage, kind, procedure, version, service, team, channel, causes, opened,
  acknowledged,
  acknowledge_due, acknowledge_verdict, due, extended_due, responded, verdict, outcome, responder,
  withdrawn, remedies,
  pence)
VALUES ($case_id, $stage, $kind, $procedure, $version, $service, $team, $channel, $causes, $opened,
  $acknowledged,
  $acknowledge_due, $acknowledge_verdict, $due, $extended_due, $responded, $verdict, $outcome, $responder,
  $withdrawn,
  $remedies, $pence);

-- :stage_row_of_case many (case_id case_id) -> (stage int, kind text, procedure text, version text,
--   service service_id?, team text?, channel text?, causes text?, opened date, acknowledged date?,
--   acknowledge_due date?, acknowledge_verdict text?, due date?, extended_due date?, responded date?,
--   verdict text?, outcome text?, responder user_id?, withdrawn date?, remedies text?, pence int?)
-- The stored rows, for verify.
SELECT stage AS stage, kind AS kind, procedure AS procedure, version AS version, service AS service,
  team AS team,
  channel AS channel, causes AS causes, opened AS opened, acknowledged AS acknowledged,
  acknowledge_due AS acknowledge_due, acknowledge_verdict AS acknowledge_verdict, due AS due,
  extended_due AS extended_due, responded AS responded, verdict AS verdict, outcome AS outcome,
  responder AS responder, withdrawn AS withdrawn, remedies AS remedies, pence AS pence
FROM stage_row WHERE case_id = $case_id ORDER BY stage;

-- :open_cases many (user user_id, search text?, due_from text?, due_to text?, state text?,
--   procedure text?, stage int?, service service_id?, owner user_id?, unassigned bool, channel text?,
--   triage bool, most int, skip int) -> (case_id case_id, reference text, status text, triaged bool,
--   person text?, summary text, procedure text?, stage int, service service_id?, owner user_id?,
--   next_clock text?, clock_kind text?, due date?, paused bool, extended bool, received date,
--   anonymous bool, flags text?)
-- variants order: due = "c.due_key, c.case_id" | due_down = "c.due_key DESC,
--   c.case_id DESC" | received = "c.received, c.case_id" | received_down = "c.received DESC,
--   c.case_id DESC" | person = "c.person_key, c.case_id" | person_down = "c.person_key DESC,
--   c.case_id DESC" | reference = "c.reference, c.case_id" | reference_down = "c.reference DESC,
--   c.case_id DESC"
-- One page of the open cases that this person may see, filtered, sorted over the whole set. state: paused,
-- extended.
SELECT c.case_id AS case_id, c.reference AS reference, c.status AS status, c.triaged AS triaged,
  c.person AS person,
  c.summary AS summary, c.procedure AS procedure, c.stage AS stage, c.service AS service, c.owner AS owner,
  c.next_clock AS next_clock, c.clock_kind AS clock_kind, c.due AS due, c.paused AS paused,
  c.extended AS extended,
  c.received AS received, c.anonymous AS anonymous, c.flags AS flags
FROM case_access c
WHERE c.user_id = $user AND c.open
  AND ($search IS NULL OR c.search LIKE $search ESCAPE '\')
  AND ($due_from IS NULL OR c.due_key >= $due_from) AND ($due_to IS NULL OR c.due_key <= $due_to)
  AND ($state IS NULL OR ($state = 'paused' AND c.paused) OR ($state = 'extended' AND c.extended))
  AND ($procedure IS NULL OR c.procedure = $procedure) AND ($stage IS NULL OR c.stage = $stage)
  AND ($service IS NULL OR c.service = $service) AND ($owner IS NULL OR c.owner = $owner)
  AND (NOT $unassigned OR c.owner IS NULL) AND ($channel IS NULL OR c.channel = $channel)
  AND (NOT $triage OR NOT c.triaged)
ORDER BY @order@ LIMIT $most OFFSET $skip;

-- :open_cases_count one (user user_id, search text?, due_from text?, due_to text?, state text?,
--   procedure text?, stage int?, service service_id?, owner user_id?, unassigned bool, channel text?,
--   triage bool) -> (n int)
-- How many open cases the same filters find.
SELECT count(*) AS n
FROM case_access c
WHERE c.user_id = $user AND c.open
  AND ($search IS NULL OR c.search LIKE $search ESCAPE '\')
  AND ($due_from IS NULL OR c.due_key >= $due_from) AND ($due_to IS NULL OR c.due_key <= $due_to)
  AND ($state IS NULL OR ($state = 'paused' AND c.paused) OR ($state = 'extended' AND c.extended))
  AND ($procedure IS NULL OR c.procedure = $procedure) AND ($stage IS NULL OR c.stage = $stage)
  AND ($service IS NULL OR c.service = $service) AND ($owner IS NULL OR c.owner = $owner)
  AND (NOT $unassigned OR c.owner IS NULL) AND ($channel IS NULL OR c.channel = $channel)
  AND (NOT $triage OR NOT c.triaged);

-- :my_cases many (user user_id, most int) -> (case_id case_id, reference text, status text, triaged bool,
--   person text?, summary text, procedure text?, stage int, service service_id?, owner user_id?,
--   next_clock text?, clock_kind text?, due date?, paused bool, extended bool, received date,
--   anonymous bool, flags text?)
-- The open cases that this person owns, most pressing first.
SELECT c.case_id AS case_id, c.reference AS reference, c.status AS status, c.triaged AS triaged,
  c.person AS person,
  c.summary AS summary, c.procedure AS procedure, c.stage AS stage, c.service AS service, c.owner AS owner,
  c.next_clock AS next_clock, c.clock_kind AS clock_kind, c.due AS due, c.paused AS paused,
  c.extended AS extended,
  c.received AS received, c.anonymous AS anonymous, c.flags AS flags
FROM case_access c
WHERE c.user_id = $user AND c.owner = $user AND c.open
ORDER BY c.due_key, c.case_id LIMIT $most;

-- :work_counts one (user user_id, today text, soon text) -> (open int, late int, soon_due int,
--   untriaged int, unassigned int, paused int)
-- What stands before this person: counts over the open cases that they may see.
SELECT count(*) AS open, count(CASE WHEN c.due_key < $today THEN 1 END) AS late,
  count(CASE WHEN c.due_key >= $today AND c.due_key <= $soon THEN 1 END) AS soon_due,
  count(CASE WHEN NOT c.triaged THEN 1 END) AS untriaged,
  count(CASE WHEN c.owner IS NULL THEN 1 END) AS unassigned,
  count(CASE WHEN c.paused THEN 1 END) AS paused
FROM case_access c
WHERE c.user_id = $user AND c.open;

-- :case_search many (user user_id, search text, most int) -> (case_id case_id, reference text,
--   person text?, summary text, status text, open bool, received date)
-- Cases, open and closed, in which the words occur.
SELECT c.case_id AS case_id, c.reference AS reference, c.person AS person, c.summary AS summary,
  c.status AS status,
  c.open AS open, c.received AS received
FROM case_access c
WHERE c.user_id = $user AND c.search LIKE $search ESCAPE '\'
ORDER BY c.received DESC, c.case_id DESC LIMIT $most;

-- :open_case_each each () -> (case_id case_id)
-- The open cases, for recalculation when a calendar changes and when a day begins.
SELECT case_id AS case_id FROM case_row WHERE open ORDER BY case_id;
