-- :weekly_open each (service service_id?) -> (case_id case_id, reference text, kind text, person text?,
--   anonymous bool, procedure text?, stage int, service service_id?, owner user_id?, next_clock text?,
--   due date?, paused bool, received date, stage_opened int?)
-- What waits for an answer of the council, or for a decision of the Ombudsman, in no order. A case that is
-- answered and stays open for the customer's time to ask is not among them. The open ones are found in
--   their
-- own index and read as they lie in the table, not back and forth in it. stage_opened: of a further stage.
SELECT c.case_id AS case_id, c.reference AS reference, c.kind AS kind, c.person AS person,
  c.anonymous AS anonymous, c.procedure AS procedure, c.stage AS stage, c.service AS service,
  c.owner AS owner, c.next_clock AS next_clock, c.due AS due, c.paused AS paused, c.received AS received,
  CASE WHEN c.stage > 1 THEN (SELECT max(f.opened) FROM figure_row f
    WHERE f.case_id = c.case_id AND f.subject IN (1, 5) AND f.number = c.stage) END AS stage_opened
FROM case_row c
WHERE c.case_id IN (SELECT o.case_id FROM case_row o WHERE o.open)
  AND c.decided IS NULL AND ($service IS NULL OR c.service = $service)
  AND (c.kind = 'ombudsman-case' OR (c.kind IN ('complaint', 'access-request') AND c.status <> 'answered'));

-- :weekly_services many () -> (service service_id?)
-- The services of these cases, each once.
SELECT DISTINCT c.service AS service
FROM case_row c
WHERE c.case_id IN (SELECT o.case_id FROM case_row o WHERE o.open) AND c.decided IS NULL
  AND (c.kind = 'ombudsman-case' OR (c.kind IN ('complaint', 'access-request') AND c.status <> 'answered'));

-- :weekly_records many (until text, service service_id?) -> (reference text, procedure text?,
--   service service_id?, kind text, code text?, description text?, owner text?, due date)
-- Actions and recommendations that are due by a day or late, the latest first.
SELECT c.reference AS reference, c.procedure AS procedure, c.service AS service, r.kind AS kind,
  r.code AS code, r.description AS description, r.owner AS owner, r.due AS due
FROM record_row r JOIN case_row c ON c.case_id = r.case_id
WHERE r.open AND r.due IS NOT NULL AND r.due_key <= $until AND ($service IS NULL OR c.service = $service)
  AND r.kind IN ('action', 'recommendation')
ORDER BY r.due_key, r.case_id, r.number;

-- :weekly_kept many (scope text, from_day date, to_day date) -> (case_id case_id, reference text,
--   monday date, recorded instant)
-- The kept lists of a scope whose weeks begin on one of the days, the oldest first.
SELECT case_id AS case_id, reference AS reference, from_day AS monday, recorded AS recorded
FROM publication_row
WHERE report = 'weekly' AND scope = $scope AND from_day >= $from_day AND from_day <= $to_day
ORDER BY from_day, recorded, case_id;

-- :weekly_ended each (day int) -> (subject int, opened int, ended int, due int, verdict int, flags int,
--   service int)
-- Stages of complaints and requests, and cases at the Ombudsman, that have ended since the day. Those that
-- are open still are read with weekly_open.
SELECT subject AS subject, opened AS opened, ended AS ended, due AS due, verdict AS verdict, flags AS flags,
  service AS service
FROM figure_row WHERE ended >= $day AND subject IN (1, 2, 5);
