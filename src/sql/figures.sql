-- :word_by_name maybe (name text) -> (id int)
-- The number of a name that figures count by.
SELECT id AS id FROM word WHERE name = $name;

-- :word_insert run (id int, name text)
-- A name that was not there yet.
INSERT INTO word (id, name) VALUES ($id, $name);

-- :word_all many () -> (id int, name text)
-- All names, for reports.
SELECT id AS id, name AS name FROM word ORDER BY id;

-- :figure_row_clear run ()
-- Before a rebuild.
DELETE FROM figure_row;

-- :figure_row_clear_case run (case_id case_id)
-- Before the rows of a case are made anew.
DELETE FROM figure_row WHERE case_id = $case_id;

-- :figure_row_put run (case_id case_id, subject int, number int, opened int, ended int, due int, verdict
--   int,
--   outcome int, flags int, procedure int, service int, team int, theme int, grouping int, amount int)
-- One thing to count.
INSERT INTO figure_row (case_id, subject, number, opened, ended, due, verdict, outcome, flags, procedure,
  service,
  team, theme, grouping, amount)
VALUES ($case_id, $subject, $number, $opened, $ended, $due, $verdict, $outcome, $flags, $procedure,
  $service,
  $team, $theme, $grouping, $amount);

-- :figure_row_of_case many (case_id case_id) -> (subject int, number int, opened int, ended int, due int,
--   verdict int, outcome int, flags int, procedure int, service int, team int, theme int, grouping int,
--   amount int)
-- The stored rows, for verify.
SELECT subject AS subject, number AS number, opened AS opened, ended AS ended, due AS due, verdict AS
  verdict,
  outcome AS outcome, flags AS flags, procedure AS procedure, service AS service, team AS team, theme AS
  theme,
  grouping AS grouping, amount AS amount
FROM figure_row WHERE case_id = $case_id ORDER BY subject, number;

-- :figure_rows_between each (from_day int, to_day int) -> (case_id case_id, subject int, number int,
--   opened int,
--   ended int, due int, verdict int, outcome int, flags int, procedure int, service int, team int, theme
--   int,
--   grouping int, amount int)
-- Everything that was opened or ended on one of the days, once. What was opened before and ended on one of
--   them lies within a year of it, or among the few that took longer.
SELECT case_id AS case_id, subject AS subject, number AS number, opened AS opened, ended AS ended, due AS
  due,
  verdict AS verdict, outcome AS outcome, flags AS flags, procedure AS procedure, service AS service, team
  AS team,
  theme AS theme, grouping AS grouping, amount AS amount
FROM figure_row WHERE opened >= $from_day - 366 AND opened <= $to_day
  AND (opened >= $from_day OR (+ended >= $from_day AND +ended <= $to_day))
UNION ALL
SELECT case_id AS case_id, subject AS subject, number AS number, opened AS opened, ended AS ended, due AS
  due,
  verdict AS verdict, outcome AS outcome, flags AS flags, procedure AS procedure, service AS service, team
  AS team,
  theme AS theme, grouping AS grouping, amount AS amount
FROM figure_row WHERE ended >= $from_day AND ended <= $to_day AND ended > opened + 366
  AND +opened < $from_day - 366;

-- :figure_rows_counted each (from_day int, to_day int) -> (packed int, procedure int, service int, team
--   int,
--   theme int, grouping int)
-- The same rows with what is counted of them, for reading a million of them.
SELECT packed AS packed, procedure AS procedure, service AS service, team AS team, theme AS theme,
  grouping AS grouping
FROM figure_row WHERE opened >= $from_day - 366 AND opened <= $to_day
  AND (opened >= $from_day OR (+ended >= $from_day AND +ended <= $to_day))
UNION ALL
SELECT packed AS packed, procedure AS procedure, service AS service, team AS team, theme AS theme,
  grouping AS grouping
FROM figure_row WHERE ended >= $from_day AND ended <= $to_day AND ended > opened + 366
  AND +opened < $from_day - 366;

-- :figure_rows_open_since each (day int) -> (case_id case_id, subject int, number int, opened int,
--   ended int, due int, verdict int, outcome int, flags int, procedure int, service int)
-- Stages that were open on the day or have been opened or ended since: what a trend of weeks counts.
SELECT case_id AS case_id, subject AS subject, number AS number, opened AS opened, ended AS ended, due AS
  due,
  verdict AS verdict, outcome AS outcome, flags AS flags, procedure AS procedure, service AS service
FROM figure_row WHERE ended >= $day
UNION ALL
SELECT case_id AS case_id, subject AS subject, number AS number, opened AS opened, ended AS ended, due AS
  due,
  verdict AS verdict, outcome AS outcome, flags AS flags, procedure AS procedure, service AS service
FROM figure_row WHERE ended < -1000000;

-- :record_row_clear run ()
-- Before a rebuild.
DELETE FROM record_row;

-- :record_row_clear_case run (case_id case_id)
-- Before the rows of a case are made anew.
DELETE FROM record_row WHERE case_id = $case_id;

-- :record_row_put run (case_id case_id, number int, kind text, code text?, description text?, owner text?,
--   search text, agreed date, due date?, due_key text, completed date?, verdict text?, compliance text?,
--   open bool)
-- An action or a recommendation, for lists.
INSERT INTO record_row (case_id, number, kind, code, description, owner, search, agreed, due, due_key,
  completed,
  verdict, compliance, open)
VALUES ($case_id, $number, $kind, $code, $description, $owner, $search, $agreed, $due, $due_key, $completed,
  $verdict, $compliance, $open);

-- :record_row_of_case many (case_id case_id) -> (number int, kind text, code text?, description text?,
--   owner text?, search text, agreed date, due date?, due_key text, completed date?, verdict text?,
--   compliance text?, open bool)
-- The stored rows, for verify.
SELECT number AS number, kind AS kind, code AS code, description AS description, owner AS owner, search AS
  search,
  agreed AS agreed, due AS due, due_key AS due_key, completed AS completed, verdict AS verdict,
  compliance AS compliance, open AS open
FROM record_row WHERE case_id = $case_id ORDER BY number;

-- :record_rows many (user user_id, kind text, search text?, state text?, code text?, service service_id?,
--   due_to text?, most int, skip int) -> (reference text, case_kind text, service service_id?, number int,
--   code text?, description text?, owner text?, agreed date, due date?, completed date?, verdict text?,
--   compliance text?, open bool)
-- One page of the actions or recommendations of the cases that this person may see, the most pressing
--   first.
SELECT c.reference AS reference, c.kind AS case_kind, c.service AS service, r.number AS number, r.code AS
  code,
  r.description AS description, r.owner AS owner, r.agreed AS agreed, r.due AS due, r.completed AS
  completed,
  r.verdict AS verdict, r.compliance AS compliance, r.open AS open
FROM record_row r JOIN case_access c ON c.case_id = r.case_id
WHERE c.user_id = $user AND r.kind = $kind
  AND ($search IS NULL OR r.search LIKE $search ESCAPE '\')
  AND ($state IS NULL OR ($state = 'open' AND r.open) OR ($state = 'closed' AND NOT r.open)) AND ($code IS
  NULL OR r.code = $code)
  AND ($service IS NULL OR c.service = $service) AND ($due_to IS NULL OR (r.open AND r.due_key <= $due_to))
ORDER BY r.open DESC, r.due_key, r.case_id, r.number LIMIT $most OFFSET $skip;

-- :record_rows_count one (user user_id, kind text, search text?, state text?, code text?, service
--   service_id?,
--   due_to text?) -> (n int)
-- How many the same filters find.
SELECT count(*) AS n
FROM record_row r JOIN case_access c ON c.case_id = r.case_id
WHERE c.user_id = $user AND r.kind = $kind
  AND ($search IS NULL OR r.search LIKE $search ESCAPE '\')
  AND ($state IS NULL OR ($state = 'open' AND r.open) OR ($state = 'closed' AND NOT r.open)) AND ($code IS
  NULL OR r.code = $code)
  AND ($service IS NULL OR c.service = $service) AND ($due_to IS NULL OR (r.open AND r.due_key <= $due_to));

-- :register_rows many (user user_id, kind text, search text?, state text?, service service_id?, category
--   text?,
--   due_to text?, most int, skip int) -> (case_id case_id, reference text, status text, open bool, person
--   text?,
--   summary text, service service_id?, owner user_id?, category text?, party text?, linked text?,
--   next_clock
--   text?,
--   due date?, received date, decided date?, outcome text?, closed date?)
-- One page of the cases of a kind that this person may see, the newest first. The complaint that one came
-- from is named where the person may see that too.
SELECT c.case_id AS case_id, c.reference AS reference, c.status AS status, c.open AS open, c.person AS
  person,
  c.summary AS summary, c.service AS service, c.owner AS owner, c.category AS category, c.party AS party,
  f.reference AS linked, c.next_clock AS next_clock, c.due AS due, c.received AS received, c.decided AS
  decided,
  c.outcome AS outcome, c.closed AS closed
FROM case_access c LEFT JOIN case_access f ON f.case_id = c.linked AND f.user_id = c.user_id
WHERE c.user_id = $user AND c.kind = $kind
  AND ($search IS NULL OR c.search LIKE $search ESCAPE '\')
  AND ($state IS NULL OR ($state = 'open' AND c.open) OR ($state = 'closed' AND NOT c.open)) AND ($service
  IS NULL OR c.service = $service)
  AND ($category IS NULL OR c.category = $category)
  AND ($due_to IS NULL OR (c.open AND c.due_key <= $due_to))
ORDER BY c.received DESC, c.case_id DESC LIMIT $most OFFSET $skip;

-- :register_rows_count one (user user_id, kind text, search text?, state text?, service service_id?,
--   category text?, due_to text?) -> (n int)
-- How many the same filters find.
SELECT count(*) AS n FROM case_access c
WHERE c.user_id = $user AND c.kind = $kind
  AND ($search IS NULL OR c.search LIKE $search ESCAPE '\')
  AND ($state IS NULL OR ($state = 'open' AND c.open) OR ($state = 'closed' AND NOT c.open)) AND ($service
  IS NULL OR c.service = $service)
  AND ($category IS NULL OR c.category = $category)
  AND ($due_to IS NULL OR (c.open AND c.due_key <= $due_to));

-- :register_counts many (user user_id, today text) -> (kind text, open int, late int)
-- How many cases of each kind are open where this person may look, and how many of them are late.
SELECT c.kind AS kind, count(*) AS open, count(CASE WHEN c.due_key < $today THEN 1 END) AS late
FROM case_access c WHERE c.user_id = $user AND c.open GROUP BY c.kind ORDER BY c.kind;

-- :record_counts many (user user_id, today text) -> (kind text, open int, late int)
-- The same of actions and recommendations.
SELECT r.kind AS kind, count(*) AS open, count(CASE WHEN r.due_key < $today THEN 1 END) AS late
FROM record_row r JOIN case_access c ON c.case_id = r.case_id
WHERE c.user_id = $user AND r.open GROUP BY r.kind ORDER BY r.kind;

-- :register_categories many (user user_id, kind text) -> (name text)
-- What the cases of a kind are about, for the filter.
SELECT DISTINCT c.category AS name FROM case_access c
WHERE c.user_id = $user AND c.kind = $kind AND c.category IS NOT NULL ORDER BY c.category;

-- :record_codes many (user user_id, kind text) -> (name text)
-- The types of actions, for the filter.
SELECT DISTINCT r.code AS name FROM record_row r JOIN case_access c ON c.case_id = r.case_id
WHERE c.user_id = $user AND r.kind = $kind AND r.code IS NOT NULL ORDER BY r.code;

-- :register_csv_rows each (user user_id, kind text, search text?, state text?, service service_id?,
--   category
--   text?, due_to text?, subject int) -> (reference text, party text?, category text?, linked text?,
--   service service_id?, received date, decided date?, outcome text?, flags int?, responded date?,
--   reviewed date?, words text?, ended text?)
-- All that the filters find with what the columns of the import need: flags are those of the row of this
-- subject that figures count, ended is what was said at the end.
SELECT c.reference AS reference, c.party AS party, c.category AS category, f.reference AS linked,
  c.service AS service, c.received AS received, c.decided AS decided, c.outcome AS outcome,
  g.flags AS flags, s.responded AS responded, t.opened AS reviewed, w.body AS words,
  (SELECT x.body FROM event e JOIN event_text x ON x.case_id = e.case_id AND x.number = e.number
   WHERE e.case_id = c.case_id AND e.type = 'closed' AND x.slot IN ('outcome', 'words')
   ORDER BY e.number DESC, x.slot LIMIT 1)
  AS ended
FROM case_access c LEFT JOIN case_access f ON f.case_id = c.linked AND f.user_id = c.user_id
LEFT JOIN figure_row g ON g.case_id = c.case_id AND g.subject = $subject AND g.number = 0
LEFT JOIN stage_row s ON s.case_id = c.case_id AND s.stage = 1
LEFT JOIN stage_row t ON t.case_id = c.case_id AND t.stage = 2
LEFT JOIN event_text w ON w.case_id = c.case_id AND w.number = 1 AND w.slot = 'what'
WHERE c.user_id = $user AND c.kind = $kind
  AND ($search IS NULL OR c.search LIKE $search ESCAPE '\')
  AND ($state IS NULL OR ($state = 'open' AND c.open) OR ($state = 'closed' AND NOT c.open)) AND ($service
  IS NULL OR c.service = $service)
  AND ($category IS NULL OR c.category = $category)
  AND ($due_to IS NULL OR (c.open AND c.due_key <= $due_to))
ORDER BY c.received, c.case_id;

-- :case_linked many (linked case_id) -> (id case_id, reference text, kind text, status text, received
--   date, outcome text?)
-- The cases that came from this one. The caller has been let into it.
SELECT case_id AS id, reference AS reference, kind AS kind, status AS status, received AS received,
  outcome AS outcome
FROM case_row WHERE linked = $linked ORDER BY received, case_id;

-- :case_reference maybe (id case_id) -> (reference text)
-- The reference of a case that another names.
SELECT reference AS reference FROM case_file WHERE id = $id;

-- :case_row_reference maybe (user user_id, case_id case_id) -> (reference text, kind text, summary text,
--   received date, service service_id?)
-- A case behind a figure, where this person may see it.
SELECT c.reference AS reference, c.kind AS kind, c.summary AS summary, c.received AS received, c.service AS
  service
FROM case_access c WHERE c.user_id = $user AND c.case_id = $case_id;

-- :comparator_put run (year text, authority text, measure text, value int, changed instant)
-- A figure of another authority, in place of what it was.
INSERT INTO comparator (year, authority, measure, value, changed)
VALUES ($year, $authority, $measure, $value, $changed)
ON CONFLICT (year, authority, measure) DO UPDATE SET value = excluded.value, changed = excluded.changed;

-- :comparator_of_year many (year text) -> (authority text, measure text, value int)
-- What was published for a year.
SELECT authority AS authority, measure AS measure, value AS value FROM comparator
WHERE year = $year ORDER BY measure, authority;

-- :comparator_delete run (year text, authority text, measure text)
-- Takes one away.
DELETE FROM comparator WHERE year = $year AND authority = $authority AND measure = $measure;

-- :report_note_insert run (id int, report text, period text, slot text, body text, by_user user_id?, at
--   instant)
-- A new version of what stands in a box of a report.
INSERT INTO report_note (id, report, period, slot, body, by_user, at)
VALUES ($id, $report, $period, $slot, $body, $by_user, $at);

-- :report_note_all many (report text, period text) -> (slot text, body text, at instant, by_user user_id?)
-- Every version of every box of a report, the oldest first: the last of a slot counts.
SELECT slot AS slot, body AS body, at AS at, by_user AS by_user FROM report_note
WHERE report = $report AND period = $period ORDER BY id;

-- :publication_put run (case_id case_id, reference text, report text, title text, from_day date, to_day
--   date,
--   scope text, published date, recorded instant, by_user user_id?, hash text)
-- The row of a published report.
INSERT INTO publication_row (case_id, reference, report, title, from_day, to_day, scope, published,
  recorded,
  by_user, hash)
VALUES ($case_id, $reference, $report, $title, $from_day, $to_day, $scope, $published, $recorded, $by_user,
  $hash)
ON CONFLICT (case_id) DO UPDATE SET reference = excluded.reference, report = excluded.report,
  title = excluded.title, from_day = excluded.from_day, to_day = excluded.to_day, scope = excluded.scope,
  published = excluded.published, recorded = excluded.recorded, by_user = excluded.by_user, hash =
  excluded.hash;

-- :publication_clear run ()
-- Before a rebuild.
DELETE FROM publication_row;

-- :publication_all many (report text, most int) -> (case_id case_id, reference text, title text, from_day
--   date,
--   to_day date, scope text, published date, recorded instant, by_user user_id?, hash text)
-- What was published or kept of a report, the newest first.
SELECT case_id AS case_id, reference AS reference, title AS title, from_day AS from_day, to_day AS to_day,
  scope AS scope, published AS published, recorded AS recorded, by_user AS by_user, hash AS hash
FROM publication_row WHERE report = $report ORDER BY recorded DESC, case_id DESC LIMIT $most;

-- :publication_latest maybe (report text, from_day date, to_day date, scope text) -> (case_id case_id,
--   reference text, published date, recorded instant, hash text)
-- The last publication of a report for a period and scope.
SELECT case_id AS case_id, reference AS reference, published AS published, recorded AS recorded, hash AS
  hash
FROM publication_row WHERE report = $report AND from_day = $from_day AND to_day = $to_day AND scope = $scope
ORDER BY recorded DESC, case_id DESC LIMIT 1;

-- :publication_text maybe (case_id case_id, slot text) -> (body text?)
-- A frozen text of a publication: figures, cases, copy.
SELECT body AS body FROM event_text WHERE case_id = $case_id AND slot = $slot ORDER BY number DESC LIMIT 1;

-- :publication_get maybe (case_id case_id) -> (reference text, report text, title text, from_day date,
--   to_day date,
--   scope text, published date, recorded instant, by_user user_id?, hash text)
-- One of them, for its page and for verify.
SELECT reference AS reference, report AS report, title AS title, from_day AS from_day, to_day AS to_day,
  scope AS scope, published AS published, recorded AS recorded, by_user AS by_user, hash AS hash
FROM publication_row WHERE case_id = $case_id;

-- :publication_by_reference maybe (reference text) -> (case_id case_id)
-- A published report by its reference.
SELECT case_id AS case_id FROM publication_row WHERE reference = $reference;

-- :figure_first one () -> (day int?)
-- The first day of anything that figures count; null where there is nothing.
SELECT min(opened) AS day FROM figure_row;

-- :figure_any_between maybe (from_day int, to_day int) -> (day int)
-- Whether anything that figures count was opened on one of the days.
SELECT opened AS day FROM figure_row WHERE opened >= $from_day AND opened <= $to_day LIMIT 1;
