-- :user_by_email maybe (email text) -> (id user_id, name text, role text, service service_id?,
--   password text, disabled bool)
-- For sign-in; the e-mail address in lower case.
SELECT id AS id, name AS name, role AS role, service AS service, password AS password, disabled AS disabled
FROM app_user WHERE email = $email;

-- :user_all many () -> (id user_id, email text, name text, role text, service service_id?, disabled bool,
--   last_sign_in instant?)
-- Everybody, by name.
SELECT id AS id, email AS email, name AS name, role AS role, service AS service, disabled AS disabled,
  last_sign_in AS last_sign_in
FROM app_user ORDER BY name, email;

-- :user_insert run (id user_id, email text, name text, role text, scope text, service service_id?,
--   password text, demonstration bool, created instant)
-- Adds a person.
INSERT INTO app_user (id, email, name, role, scope, service, password, disabled, demonstration, created)
VALUES ($id, $email, $name, $role, $scope, $service, $password, FALSE, $demonstration, $created);

-- :user_set_password run (id user_id, password text)
-- A new password hash.
UPDATE app_user SET password = $password WHERE id = $id;

-- :user_set_disabled run (id user_id, disabled bool)
-- Takes the right to sign in, or gives it back.
UPDATE app_user SET disabled = $disabled WHERE id = $id;

-- :user_signed_in run (id user_id, at instant)
-- Notes the last sign-in.
UPDATE app_user SET last_sign_in = $at WHERE id = $id;

-- :user_demonstration_count one () -> (n int)
-- How many accounts have the published password of the demonstration.
SELECT count(*) AS n FROM app_user WHERE demonstration AND NOT disabled;

-- :session_insert run (token_hash text, user_id user_id, created instant)
-- A new session.
INSERT INTO session (token_hash, user_id, created, seen) VALUES ($token_hash, $user_id, $created, $created);

-- :session_get maybe (token_hash text) -> (user_id user_id, created instant, seen instant, name text,
--   role text, service service_id?, disabled bool)
-- The session and its person.
SELECT s.user_id AS user_id, s.created AS created, s.seen AS seen, u.name AS name, u.role AS role,
  u.service AS service, u.disabled AS disabled
FROM session s JOIN app_user u ON u.id = s.user_id WHERE s.token_hash = $token_hash;

-- :session_seen run (token_hash text, at instant)
-- The session is in use.
UPDATE session SET seen = $at WHERE token_hash = $token_hash;

-- :session_delete run (token_hash text)
-- Signs out.
DELETE FROM session WHERE token_hash = $token_hash;

-- :session_delete_user run (user_id user_id)
-- Ends every session of a person.
DELETE FROM session WHERE user_id = $user_id;

-- :session_forget run (created_before instant, seen_before instant)
-- Sessions that are over.
DELETE FROM session WHERE created < $created_before OR seen < $seen_before;
