-- :weekly_open each (service service_id?) -> (reference text, kind text, person text?, anonymous bool,
--   procedure text?, stage int, service service_id?, owner user_id?, next_clock text?, due date?,
--   paused bool, received date)
-- What waits for an answer of the council, or for a decision of the Ombudsman, the most pressing first. A
-- case that is answered and stays open for the customer's time to ask is not among them.
SELECT c.reference AS reference, c.kind AS kind, c.person AS person, c.anonymous AS anonymous,
  c.procedure AS procedure, c.stage AS stage, c.service AS service, c.owner AS owner,
  c.next_clock AS next_clock, c.due AS due, c.paused AS paused, c.received AS received
FROM case_row c
WHERE c.open AND c.decided IS NULL AND ($service IS NULL OR c.service = $service)
  AND (c.kind = 'ombudsman-case' OR (c.kind IN ('complaint', 'access-request') AND c.status <> 'answered'))
ORDER BY c.due_key, c.case_id;

-- :weekly_services many () -> (service service_id?)
-- The services of these cases, each once.
SELECT DISTINCT c.service AS service
FROM case_row c
WHERE c.open AND c.decided IS NULL
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

-- :weekly_stages each (day int) -> (subject int, opened int, ended int, due int, verdict int, flags int,
--   service int)
-- Stages and cases that were open on the day or have been opened or ended since. A case at the Ombudsman that
-- was closed without a decision has no end of its own.
SELECT f.subject AS subject, f.opened AS opened, f.ended AS ended, f.due AS due, f.verdict AS verdict,
  f.flags AS flags, f.service AS service
FROM figure_row f WHERE f.ended >= $day AND f.subject IN (1, 2, 5)
UNION ALL
SELECT f.subject AS subject, f.opened AS opened, f.ended AS ended, f.due AS due, f.verdict AS verdict,
  f.flags AS flags, f.service AS service
FROM figure_row f WHERE f.ended < -1000000 AND f.subject IN (1, 5)
UNION ALL
SELECT f.subject AS subject, f.opened AS opened, f.ended AS ended, f.due AS due, f.verdict AS verdict,
  f.flags AS flags, f.service AS service
FROM figure_row f JOIN case_row c ON c.case_id = f.case_id
WHERE f.ended < -1000000 AND f.subject = 2 AND c.open;
