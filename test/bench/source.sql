-- The accounts of a homeserver as the benchmark wants them, in the tables of Synapse: `SET bench.users = 500000` makes 500,000 users with
-- 975,000 sessions, 975,000 access tokens and 100,000 pairs of a refresh and an access token that MAS gets; other sizes in proportion.
-- 1 % belong to an application service, 0.5 % are guests, 2 % deactivated, 30 % without a password. Nothing is random.
-- To be run before constraints and indexes are there.

BEGIN;

CREATE FUNCTION pg_temp.letters(seed text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT translate(left(md5(seed), 20), '0123456789', 'GHIJKLMNOP')
$$;

CREATE TEMPORARY TABLE people AS
SELECT n, kind, localpart, '@' || localpart || ':example.org' AS user_id,
       rtrim(replace(encode(convert_to(localpart, 'UTF8'), 'base64'), E'\n', ''), '=') AS token_part,
       1420070400 + n * 140009 % 340000000 AS created_s,
       kind IN ('password', 'passwordless') AS is_active
  FROM (
    SELECT n, kind,
           CASE kind WHEN 'appservice' THEN 'irc_' || lower(pg_temp.letters('irc' || n)) WHEN 'guest' THEN n::text
                     ELSE 'user.' || lower(pg_temp.letters('user' || n)) END AS localpart
      FROM (
        SELECT n, CASE WHEN n % 200 < 2 THEN 'appservice' WHEN n % 200 = 2 THEN 'guest' WHEN n % 200 < 7 THEN 'deactivated'
                       WHEN n % 10 >= 7 THEN 'passwordless' ELSE 'password' END AS kind
          FROM generate_series(1, current_setting('bench.users')::bigint) AS n
      ) AS numbered
  ) AS named;

INSERT INTO users (name, password_hash, creation_ts, admin, is_guest, appservice_id, deactivated, shadow_banned, approved)
SELECT user_id,
       CASE kind WHEN 'password' THEN '$2b$12$' || left(replace(encode(decode(md5('a' || n) || md5('b' || n) || md5('c' || n), 'hex'), 'base64'), '+', '.'), 53) END,
       created_s, (n = 8)::int, (kind = 'guest')::int, CASE kind WHEN 'appservice' THEN 'irc' END, (kind = 'deactivated')::int, false, true
  FROM people;

-- Two devices each, in the order in which people logged in; one address in fifty is none.
CREATE TEMPORARY TABLE person_devices AS
SELECT n, k, user_id, token_part,
       upper(translate(left(md5('device' || n || ' ' || k), 10), '0123456789', 'ghijklmnop')) AS device_id,
       1755000000000 - (n * 7919 + k * 104729) % 86400000 * 300 AS seen_ms,
       k = 1 AND n % 200 >= 160 AS is_refreshed
  FROM people CROSS JOIN generate_series(1, 2) AS k
 WHERE is_active;

INSERT INTO devices (user_id, device_id, display_name, last_seen, ip, user_agent, hidden)
SELECT user_id, device_id,
       (ARRAY['Element Desktop: Linux', 'Element Web: Firefox on macOS', 'Element X Android', 'Element X iOS', 'FluffyChat', NULL])[1 + (n + k) % 6],
       seen_ms, CASE n % 100 WHEN 11 THEN '-' WHEN 12 THEN 'unknown' WHEN 13 THEN '2001:db8::' || to_hex(n % 65536) ELSE '203.0.113.' || n % 250 END,
       'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', false
  FROM person_devices ORDER BY n * 7919 % 1000003, k;

-- Cross-signing keys of every fourth user live in the table of devices, hidden.
INSERT INTO devices (user_id, device_id, display_name, hidden)
SELECT user_id, translate(left(encode(decode(md5(usage || n) || md5(n || usage), 'hex'), 'base64'), 43), '=', ''), usage || ' signing key', true
  FROM people CROSS JOIN unnest(ARRAY['master', 'self_signing', 'user_signing']) AS usage
 WHERE is_active AND n % 4 = 0;

-- Every tenth chain has a link that was refreshed already: it stays behind.
INSERT INTO refresh_tokens (id, user_id, device_id, token, next_token_id)
SELECT n * 10 + link, user_id, device_id, 'syr_' || token_part || '_' || pg_temp.letters('refresh' || link || n) || '_1AbCdE', CASE link WHEN 1 THEN n * 10 + 2 END
  FROM person_devices CROSS JOIN generate_series(1, 2) AS link
 WHERE is_refreshed AND (link = 2 OR n % 10 = 0);

INSERT INTO access_tokens (id, user_id, device_id, token, valid_until_ms, last_validated, refresh_token_id, used)
SELECT n * 10 + 4 + link, user_id, device_id, 'syt_' || token_part || '_' || pg_temp.letters('access' || link || n) || '_1AbCdE',
       seen_ms + link * 300000, seen_ms, n * 10 + link, true
  FROM person_devices CROSS JOIN generate_series(1, 2) AS link
 WHERE is_refreshed AND (link = 2 OR n % 10 = 0);

INSERT INTO access_tokens (id, user_id, device_id, token, last_validated, used)
SELECT n * 10 + k, user_id, device_id, 'syt_' || token_part || '_' || pg_temp.letters('token' || k || n) || '_1AbCdE',
       CASE WHEN n % 13 <> 0 THEN seen_ms END, n % 13 <> 0
  FROM person_devices WHERE NOT is_refreshed;

-- Tokens without a device, and those by which the administrator acts as somebody else.
INSERT INTO access_tokens (id, user_id, token, last_validated, used)
SELECT n * 10 + 8, user_id, 'syt_' || token_part || '_' || pg_temp.letters('loose' || n) || '_1AbCdE', 1755000000000 - n * 1000, true
  FROM people WHERE n % 50 = 16;

INSERT INTO access_tokens (id, user_id, token, puppets_user_id, last_validated, used)
SELECT puppet.n * 10 + 9, admin.user_id, 'syt_' || admin.token_part || '_' || pg_temp.letters('puppet' || puppet.n) || '_1AbCdE', puppet.user_id, 1755000000000, true
  FROM people AS admin JOIN people AS puppet ON puppet.n % 1000 = 21
 WHERE admin.n = 8;

INSERT INTO user_threepids (user_id, medium, address, validated_at, added_at)
SELECT user_id, 'email', localpart || '@mail.example', created_s * 1000 + 60000, created_s * 1000 + 61000 FROM people WHERE is_active AND n % 5 < 3
UNION ALL
SELECT user_id, 'msisdn', (447700900000 + n)::text, 1710000000000 + n, 1710000001000 + n FROM people WHERE is_active AND n % 20 = 9;

INSERT INTO user_external_ids (auth_provider, external_id, user_id)
SELECT 'oidc-keycloak', md5('keycloak' || n)::uuid::text, user_id FROM people WHERE kind = 'passwordless';

DROP TABLE person_devices, people;
COMMIT;
