import type { ClientBase } from 'pg';

/**
 * Writes what a running MAS and a Synapse beside it write once people use them: every kind of row and of change of which `countLosses`
 * knows, and all that comes along. Gives how often each happened, by the name of the loss; what is not there did not happen.
 * @param version the schema of MAS
 */
export async function liveWithMas(
  { synapse, mas }: { readonly synapse: ClientBase; readonly mas: ClientBase },
  version: '0.11' | '1.22' = '1.22',
): Promise<Readonly<Record<string, number>>> {
  const isNew = version === '1.22';
  await mas.query(
    `BEGIN; ${people}; ${isNew ? '' : confirmed}; ${sessions}; ${changes}; ${isNew ? onlyNew : onlyOld}; COMMIT`,
  );
  await synapse.query(noted);
  return { ...happened, ...(isNew ? happenedNew : happenedOld) };
}

/** Old users by number, those who have a password first. */
const people = `
CREATE TEMPORARY TABLE old_user ON COMMIT DROP AS
  SELECT u.user_id, u.username, row_number() OVER (ORDER BY p.user_id IS NULL, u.username COLLATE "C") AS n
    FROM users AS u LEFT JOIN user_passwords AS p ON p.user_id = u.user_id
   WHERE u.locked_at IS NULL AND EXISTS (SELECT FROM compat_sessions AS s WHERE s.user_id = u.user_id);
-- Three people register; one of them with an address and a link.
INSERT INTO users (user_id, username, created_at)
  SELECT gen_random_uuid(), 'newcomer' || n, now() FROM generate_series(1, 3) AS n;
INSERT INTO user_passwords (user_password_id, user_id, hashed_password, version, created_at)
  SELECT gen_random_uuid(), user_id, '$argon2id$new', 2, now() FROM users WHERE username LIKE 'newcomer%';
INSERT INTO user_emails (user_email_id, user_id, email, created_at)
  SELECT gen_random_uuid(), user_id, 'newcomer1@mail.example', now() FROM users WHERE username = 'newcomer1';
INSERT INTO upstream_oauth_links (upstream_oauth_link_id, upstream_oauth_provider_id, user_id, subject, created_at)
  SELECT gen_random_uuid(), (SELECT min(upstream_oauth_provider_id::text)::uuid FROM upstream_oauth_providers), user_id, 'newcomer1', now()
    FROM users WHERE username = 'newcomer1';
-- Old users 1 and 2 log in and get their hash upgraded; 3 to 5 change their password.
INSERT INTO user_passwords (user_password_id, user_id, hashed_password, version, upgraded_from_id, created_at)
  SELECT gen_random_uuid(), o.user_id, '$argon2id$upgraded', 2, p.user_password_id, now()
    FROM old_user AS o JOIN user_passwords AS p ON p.user_id = o.user_id WHERE o.n <= 2;
INSERT INTO user_passwords (user_password_id, user_id, hashed_password, version, created_at)
  SELECT gen_random_uuid(), user_id, '$argon2id$changed', 2, now() FROM old_user WHERE n BETWEEN 3 AND 5;
-- Old user 6 adds an address, 7 a link; two addresses and a link of others go.
INSERT INTO user_emails (user_email_id, user_id, email, created_at)
  SELECT gen_random_uuid(), user_id, 'added@mail.example', now() FROM old_user WHERE n = 6;
INSERT INTO upstream_oauth_links (upstream_oauth_link_id, upstream_oauth_provider_id, user_id, subject, created_at)
  SELECT gen_random_uuid(), (SELECT min(upstream_oauth_provider_id::text)::uuid FROM upstream_oauth_providers), user_id, 'made since', now()
    FROM old_user WHERE n = 7;
UPDATE users SET locked_at = now() WHERE user_id = (SELECT user_id FROM old_user WHERE n = 8);
UPDATE users SET can_request_admin = NOT can_request_admin WHERE user_id IN (SELECT user_id FROM old_user WHERE n IN (9, 10));
INSERT INTO user_terms (user_terms_id, user_id, terms_url, created_at)
  SELECT gen_random_uuid(), user_id, 'https://example.org/terms', now() FROM old_user WHERE n = 1`;

/** In this version a user says which address is the first: two more users change. */
const confirmed = `UPDATE users SET primary_user_email_id = NULL WHERE primary_user_email_id IN (
  SELECT user_email_id FROM user_emails WHERE created_at < now() - interval '1 day' ORDER BY user_email_id LIMIT 2)`;

const sessions = `
-- Three sessions in browsers, one of them with two logins.
INSERT INTO user_sessions (user_session_id, user_id, created_at) SELECT gen_random_uuid(), user_id, now() FROM old_user WHERE n <= 3;
INSERT INTO user_session_authentications (user_session_authentication_id, user_session_id, created_at)
  SELECT gen_random_uuid(), user_session_id, now() FROM user_sessions;
INSERT INTO user_session_authentications (user_session_authentication_id, user_session_id, created_at)
  SELECT gen_random_uuid(), user_session_id, now() FROM user_sessions LIMIT 1;
-- Two apps log in the old way, by single sign-on.
INSERT INTO compat_sessions (compat_session_id, user_id, device_id, created_at, is_synapse_admin)
  SELECT gen_random_uuid(), user_id, 'COMPAT' || n, now(), false FROM old_user WHERE n IN (11, 12);
INSERT INTO compat_access_tokens (compat_access_token_id, compat_session_id, access_token, created_at, expires_at)
  SELECT gen_random_uuid(), compat_session_id, 'mct_' || device_id, now(), now() + interval '5 minutes'
    FROM compat_sessions WHERE device_id LIKE 'COMPAT1_';
INSERT INTO compat_sso_logins (compat_sso_login_id, redirect_uri, login_token, compat_session_id, created_at)
  SELECT gen_random_uuid(), 'app://login', device_id, compat_session_id, now() FROM compat_sessions WHERE device_id LIKE 'COMPAT1_';
-- Two apps log in by OAuth 2.0, after they registered themselves.
INSERT INTO oauth2_clients (oauth2_client_id, grant_type_authorization_code, grant_type_refresh_token, is_static)
  SELECT gen_random_uuid(), true, true, false FROM generate_series(1, 2);
INSERT INTO oauth2_sessions (oauth2_session_id, oauth2_client_id, user_id, user_session_id, created_at, scope_list)
  SELECT gen_random_uuid(), c.oauth2_client_id, s.user_id, s.user_session_id, now(), '{openid}'
    FROM (SELECT * FROM user_sessions LIMIT 1) AS s CROSS JOIN oauth2_clients AS c WHERE NOT c.is_static;
INSERT INTO oauth2_access_tokens (oauth2_access_token_id, oauth2_session_id, access_token, created_at, expires_at)
  SELECT gen_random_uuid(), oauth2_session_id, 'mat_' || oauth2_session_id, now(), now() FROM oauth2_sessions;
INSERT INTO oauth2_refresh_tokens (oauth2_refresh_token_id, oauth2_session_id, oauth2_access_token_id, refresh_token, created_at)
  SELECT gen_random_uuid(), oauth2_session_id, oauth2_access_token_id, 'mar_' || oauth2_session_id, now() FROM oauth2_access_tokens;
-- A session of Synapse is refreshed twice.
CREATE TEMPORARY TABLE refreshed ON COMMIT DROP AS
  SELECT compat_session_id, compat_refresh_token_id, compat_access_token_id FROM compat_refresh_tokens
   ORDER BY compat_refresh_token_id LIMIT 1;
UPDATE compat_refresh_tokens SET consumed_at = now() WHERE compat_refresh_token_id = (SELECT compat_refresh_token_id FROM refreshed);
UPDATE compat_access_tokens SET expires_at = now() WHERE compat_access_token_id = (SELECT compat_access_token_id FROM refreshed);
INSERT INTO compat_access_tokens (compat_access_token_id, compat_session_id, access_token, created_at, expires_at)
  SELECT gen_random_uuid(), compat_session_id, 'mct_refreshed' || n, now(), now() FROM refreshed CROSS JOIN generate_series(1, 2) AS n;
INSERT INTO compat_refresh_tokens (compat_refresh_token_id, compat_session_id, compat_access_token_id, refresh_token, created_at)
  SELECT gen_random_uuid(), compat_session_id, compat_access_token_id, 'mcr_' || access_token, now()
    FROM compat_access_tokens WHERE access_token LIKE 'mct_refreshed%'`;

const changes = `
-- Everybody is seen; four old sessions are logged out, and one of these is cleaned up later.
UPDATE compat_sessions SET last_active_at = now(), last_active_ip = '198.51.100.1';
CREATE TEMPORARY TABLE finished ON COMMIT DROP AS
  SELECT s.compat_session_id, row_number() OVER (ORDER BY s.compat_session_id) AS n FROM compat_sessions AS s
   WHERE s.finished_at IS NULL AND s.device_id NOT LIKE 'COMPAT%'
     AND s.compat_session_id NOT IN (SELECT r.compat_session_id FROM compat_refresh_tokens AS r) LIMIT 4;
UPDATE compat_sessions SET finished_at = now() WHERE compat_session_id IN (SELECT compat_session_id FROM finished);
DELETE FROM compat_access_tokens WHERE compat_session_id = (SELECT compat_session_id FROM finished WHERE n = 1);
DELETE FROM compat_sessions WHERE compat_session_id = (SELECT compat_session_id FROM finished WHERE n = 1);
DELETE FROM user_emails WHERE user_email_id IN (
  SELECT user_email_id FROM user_emails WHERE created_at < now() - interval '1 day' ORDER BY user_email_id LIMIT 2);
DELETE FROM upstream_oauth_links WHERE upstream_oauth_link_id = (
  SELECT upstream_oauth_link_id FROM upstream_oauth_links WHERE created_at < now() - interval '1 day' ORDER BY 1 LIMIT 1);
INSERT INTO upstream_oauth_authorization_sessions
  (upstream_oauth_authorization_session_id, upstream_oauth_provider_id, upstream_oauth_link_id, state, nonce, created_at)
  SELECT gen_random_uuid(), upstream_oauth_provider_id, upstream_oauth_link_id, 'state', 'nonce', now()
    FROM upstream_oauth_links WHERE subject = 'made since';
INSERT INTO user_recovery_sessions (user_recovery_session_id, email, user_agent, locale, created_at)
  SELECT gen_random_uuid(), 'somebody@mail.example', 'Firefox', 'en', now();
INSERT INTO user_recovery_tickets (user_recovery_ticket_id, user_recovery_session_id, user_email_id, ticket, created_at, expires_at)
  SELECT gen_random_uuid(), user_recovery_session_id, (SELECT min(user_email_id::text)::uuid FROM user_emails), 'ticket', now(), now()
    FROM user_recovery_sessions WHERE email = 'somebody@mail.example'`;

const onlyNew = `
UPDATE users SET deactivated_at = now() WHERE user_id = (SELECT user_id FROM old_user WHERE n = 13);
UPDATE user_registration_tokens SET times_used = times_used + 1, last_used_at = now()
  WHERE token = (SELECT min(token) FROM user_registration_tokens);
INSERT INTO user_registration_tokens (user_registration_token_id, token, created_at) VALUES (gen_random_uuid(), 'made since', now());
INSERT INTO personal_sessions (personal_session_id, owner_user_id, actor_user_id, human_name, scope_list, created_at)
  SELECT gen_random_uuid(), user_id, user_id, 'a script', '{openid}', now() FROM old_user WHERE n = 1;
INSERT INTO personal_access_tokens (personal_access_token_id, personal_session_id, access_token_sha256, created_at)
  SELECT gen_random_uuid(), personal_session_id, sha256('token'), now() FROM personal_sessions;
INSERT INTO user_registrations (user_registration_id, username, created_at) VALUES (gen_random_uuid(), 'hesitating', now());
INSERT INTO queue_workers (queue_worker_id, registered_at, last_seen_at) VALUES (gen_random_uuid(), now(), now());
INSERT INTO queue_schedules (schedule_name) VALUES ('cleanup');
INSERT INTO queue_jobs (queue_job_id, created_at, queue_name, payload, metadata, schedule_name)
  VALUES (gen_random_uuid(), now(), 'cleanup', '{}', '{}', 'cleanup');
INSERT INTO queue_jobs (queue_job_id, created_at, queue_name, payload, metadata)
  SELECT gen_random_uuid(), now(), 'sync-devices', jsonb_build_object('user_id', user_id), '{}' FROM old_user WHERE n <= 2;
-- One of them failed and is tried again.
INSERT INTO queue_jobs (queue_job_id, created_at, queue_name, payload, metadata, attempt)
  VALUES ('00000000-0000-4000-8000-000000000001', now(), 'sync-devices', '{}', '{}', 1);
UPDATE queue_jobs SET next_attempt_id = '00000000-0000-4000-8000-000000000001'
  WHERE queue_job_id = (SELECT min(queue_job_id::text)::uuid FROM queue_jobs WHERE queue_name = 'sync-devices' AND attempt = 0);
INSERT INTO policy_data (policy_data_id, created_at, data) VALUES (gen_random_uuid(), now(), '{}')`;

const onlyOld = `
INSERT INTO user_email_confirmation_codes (user_email_confirmation_code_id, user_email_id, code, created_at, expires_at)
  SELECT gen_random_uuid(), user_email_id, '123456', now(), now() FROM user_emails WHERE email = 'added@mail.example'`;

/** What the Synapse of that time notes of everybody who is seen, and the devices of new sessions. */
const noted = `
INSERT INTO user_external_ids (auth_provider, external_id, user_id)
  SELECT 'oauth-delegated', '01' || upper(left(md5(name), 24)), name FROM users WHERE appservice_id IS NULL ORDER BY name LIMIT 40;`;

const happened = {
  'users-registered': 3,
  'users-locked': 1,
  'users-changed': 2,
  'passwords-changed': 3,
  logins: 4,
  'sessions-browser': 3,
  'sessions-compat': 2,
  'sessions-oauth2': 2,
  'sessions-refreshed': 1,
  'sessions-finished': 3,
  'sessions-removed': 1,
  'emails-added': 1,
  'emails-removed': 2,
  'links-made': 1,
  'links-removed': 1,
  terms: 1,
};

/** With what was begun: two single sign-ons, an upstream session, a ticket, and a registration. */
const happenedNew = { 'users-deactivated': 1, 'registration-tokens': 2, 'sessions-personal': 1, begun: 5 };
const happenedOld = { 'users-changed': 4, begun: 5 };
