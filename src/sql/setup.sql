-- :setting_all many () -> (name text, value text)
-- All settings of the council.
SELECT name AS name, value AS value FROM setting ORDER BY name;

-- :setting_put run (name text, value text, changed instant)
-- Sets one, in place of what it was.
INSERT INTO setting (name, value, changed) VALUES ($name, $value, $changed)
ON CONFLICT (name) DO UPDATE SET value = excluded.value, changed = excluded.changed;

-- :service_all many () -> (id service_id, name text, area text, listed bool)
-- All services, in the council's order.
SELECT id AS id, name AS name, area AS area, listed AS listed FROM service ORDER BY position, name;

-- :service_by_name maybe (name text) -> (id service_id, area text)
-- The service of exactly that name.
SELECT id AS id, area AS area FROM service WHERE name = $name;

-- :service_insert run (id service_id, name text, area text, listed bool, position int)
-- Adds a service.
INSERT INTO service (id, name, area, listed, position) VALUES ($id, $name, $area, $listed, $position);

-- :calendar_all many () -> (version text, feed text, closures text)
-- Calendar versions that were added to those of the program, oldest first.
SELECT version AS version, feed AS feed, closures AS closures FROM calendar_version ORDER BY version;

-- :calendar_insert run (version text, feed text, closures text, added instant)
-- Keeps a new calendar version; the old ones stay.
INSERT INTO calendar_version (version, feed, closures, added) VALUES ($version, $feed, $closures, $added);

-- :case_row_of_procedure one (procedure text) -> (n int)
-- How many cases are bound to a procedure.
SELECT count(*) AS n FROM case_row WHERE procedure = $procedure;

-- :draft_get maybe (secret_hash text) -> (kind text, answers text, changed instant, sent_reference text?)
-- The draft of a secret.
SELECT kind AS kind, answers AS answers, changed AS changed, sent_reference AS sent_reference
FROM draft WHERE secret_hash = $secret_hash;

-- :draft_put run (secret_hash text, kind text, answers text, changed instant)
-- Saves the answers of a draft that has not been sent.
INSERT INTO draft (secret_hash, kind, answers, created, changed)
VALUES ($secret_hash, $kind, $answers, $changed, $changed)
ON CONFLICT (secret_hash) DO UPDATE SET answers = excluded.answers, changed = excluded.changed
WHERE draft.sent_reference IS NULL;

-- :draft_sent run (secret_hash text, reference text, changed instant)
-- The draft became a case: its answers go, the reference stays for the confirmation page.
UPDATE draft SET answers = '', sent_reference = $reference,
  changed = $changed WHERE secret_hash = $secret_hash;

-- :draft_delete run (secret_hash text)
-- "Delete what I have written".
DELETE FROM draft WHERE secret_hash = $secret_hash;

-- :draft_forget run (before instant)
-- Drafts that nobody has touched for a day.
DELETE FROM draft WHERE changed < $before;

-- :directory_version one () -> (value text?)
-- Changes whenever a setting, a service or a person does.
SELECT max(value) AS value FROM setting WHERE name = 'directory';
