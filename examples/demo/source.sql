-- The accounts of a made-up homeserver, example.org, in the tables of Synapse: 2,400 users with all that hangs on them.
-- Nothing is random: every value follows from the number of the user. `SET demo.users = 100000` before this gives more of the same.
--
-- Synapse counts users.creation_ts in seconds; every other time here is in milliseconds.

BEGIN;

-- n stands for one user; kind is the one thing that is special about it.
CREATE TEMPORARY VIEW people AS
SELECT n, kind, localpart, '@' || localpart || ':example.org' AS user_id,
       1420070400 + n * 140009 % 340000000 AS created_s,
       kind IN ('admin', 'ordinary', 'locked', 'suspended', 'passwordless') AS is_person
  FROM (
    SELECT n, kind,
           CASE kind WHEN 'guest' THEN (100000 + n)::text
                     WHEN 'appservice' THEN CASE WHEN n = 67 THEN 'signalbot' WHEN n % 100 = 67 THEN 'signal_' || md5('signal' || n)::uuid
                                                 ELSE 'irc_' || first || n END
                     ELSE first || '.' || last || CASE WHEN n > 2400 THEN ((n - 1) / 2400)::text ELSE '' END END AS localpart
      FROM (
        SELECT n,
               CASE WHEN n <= 4 THEN 'admin' WHEN n % 40 = 7 THEN 'deactivated' WHEN n % 60 = 11 THEN 'locked'
                    WHEN n % 100 = 13 THEN 'guest' WHEN n % 50 = 17 THEN 'appservice' WHEN n % 200 = 23 THEN 'suspended'
                    WHEN n % 12 = 5 THEN 'passwordless' ELSE 'ordinary' END AS kind,
               ('{ada,alan,amina,anna,arjun,ben,bianca,carlos,chen,clara,daniel,dora,elif,emil,erik,fatima,felix,grace,hana,hugo,ines,ivan,jana,joao,kai,'
                'lena,liam,lucia,maja,marek,mei,mina,nadia,nils,noor,olga,omar,paul,petra,quinn,rosa,sami,sofia,tariq,uma,vera,wen,yusuf}'::text[])[1 + n % 48] AS first,
               ('{abe,andersson,bakker,bauer,bianchi,brown,castro,chen,costa,demir,diaz,dubois,eriksen,evans,ferrari,fischer,garcia,green,haddad,hansen,'
                'ito,ivanov,jansen,jones,kaya,khan,kim,klein,kowalski,laine,lopez,martin,mora,nagy,novak,okafor,olsen,patel,pereira,rossi,'
                'sato,schmidt,silva,singh,smith,tanaka,weber,wong,yilmaz,o=27neill}'::text[])[1 + n / 48 % 50] AS last
          FROM generate_series(1, coalesce(nullif(current_setting('demo.users', true), ''), '2400')::bigint) AS n
      ) AS numbered
  ) AS named;

-- Device k of a user. Deactivation deletes devices and tokens; some are left over from old releases that forgot to.
CREATE TEMPORARY VIEW person_devices AS
SELECT p.n, k, p.user_id, p.localpart, p.kind,
       upper(translate(left(md5('device' || n || ' ' || k), 10), '0123456789', 'ghijklmnop')) AS device_id,
       1755000000000 - (n * 7919 + k * 104729) % 86400000 * 300 AS seen_ms,
       CASE WHEN k = 1 AND p.is_person AND n % 8 = 3
            THEN ('{fresh,refreshed,"refreshed and used",spent}'::text[])[1 + n / 8 % 4] END AS refresh_chain
  FROM people AS p CROSS JOIN generate_series(1, 3) AS k
 WHERE (p.is_person AND k <= 1 + n % 3)
    OR (p.kind = 'deactivated' AND n % 120 = 7 AND k = 1)
    OR (p.kind = 'appservice' AND (n % 100 = 17 OR n = 67) AND k = 1);

-- Twenty letters, and one of Synapse's opaque tokens around them: prefix, localpart in base64, letters, checksum.
CREATE FUNCTION pg_temp.letters(seed text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT translate(left(md5(seed), 20), '0123456789', 'GHIJKLMNOP')
$$;

CREATE FUNCTION pg_temp.token(prefix text, localpart text, seed text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT prefix || '_' || rtrim(replace(encode(convert_to(localpart, 'UTF8'), 'base64'), E'\n', ''), '=')
       || '_' || pg_temp.letters(prefix || seed) || '_' || right(md5(prefix || seed), 6)
$$;

-- Users: admin, locked, suspended, deactivated, guest, owned by an application service, without a password. Guests and bridged
-- users never have one, and deactivation takes it away.
INSERT INTO users (name, password_hash, creation_ts, admin, is_guest, appservice_id, deactivated, locked, suspended, approved, consent_version)
SELECT user_id,
       CASE WHEN is_person AND kind <> 'passwordless'
            THEN '$2b$12$' || left(replace(encode(decode(md5('a' || n) || md5('b' || n) || md5('c' || n), 'hex'), 'base64'), '+', '.'), 53) END,
       created_s, (kind = 'admin')::int, (kind = 'guest')::int, CASE kind WHEN 'appservice' THEN CASE n % 100 WHEN 67 THEN 'signal' ELSE 'irc' END END,
       (kind = 'deactivated')::int, kind = 'locked', kind = 'suspended', true, CASE WHEN n % 3 = 0 THEN '1.0' END
  FROM people;

-- Devices: some were never seen; the address can be "-" or something that is no address.
INSERT INTO devices (user_id, device_id, display_name, last_seen, ip, user_agent, hidden)
SELECT user_id, device_id,
       (ARRAY['Element Desktop: Linux', 'Element Web: Firefox on macOS', 'Element X Android', 'Element X iOS', 'FluffyChat', 'Cinny', NULL])[1 + (n + k) % 7],
       CASE WHEN NOT never_seen THEN seen_ms END,
       CASE WHEN NOT never_seen THEN CASE n % 12 WHEN 1 THEN '-' WHEN 2 THEN 'unknown, 10.0.0.' || n % 250 WHEN 3 THEN '2001:db8::' || to_hex(n) || ':' || k
                                                 WHEN 4 THEN '' WHEN 5 THEN '198.51.100.' || n % 250 ELSE '203.0.113.' || n % 250 END END,
       CASE WHEN NOT never_seen THEN (ARRAY['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Element X/25.07.1 (Pixel 8; Android 15)',
                                            'Element X/25.07 (iPhone; iOS 18.5)', NULL])[1 + n % 4] END,
       CASE WHEN n % 31 <> 0 THEN false END
  FROM (SELECT *, (n + k) % 17 = 0 AS never_seen FROM person_devices) AS devices;

-- Cross-signing keys live in the table of devices, hidden.
INSERT INTO devices (user_id, device_id, display_name, hidden)
SELECT user_id, translate(left(encode(decode(md5(usage || n) || md5(n || usage), 'hex'), 'base64'), 43), '=', ''), usage || ' signing key', true
  FROM people CROSS JOIN unnest(ARRAY['master', 'self_signing', 'user_signing']) AS usage
 WHERE is_person AND n % 4 = 0;

INSERT INTO devices (user_id, device_id, last_seen, ip, user_agent, hidden)
SELECT user_id, 'guest_device', 1755000000000 - n * 1000, '203.0.113.' || n % 250, 'Mozilla/5.0', false FROM people WHERE kind = 'guest';

-- Keys for encryption: those of the bot that the Signal bridge logged in with.
INSERT INTO e2e_device_keys_json (user_id, device_id, ts_added_ms, key_json)
SELECT user_id, device_id, seen_ms, '{}' FROM person_devices WHERE kind = 'appservice' AND n = 67;

-- Refresh tokens: one that waits, one that was refreshed, one whose successor is in use, one whose access token is gone.
INSERT INTO refresh_tokens (id, user_id, device_id, token, next_token_id, expiry_ts, ultimate_session_expiry_ts)
SELECT n * 10 + link, user_id, device_id, pg_temp.token('syr', localpart, n || ' ' || link),
       CASE WHEN link = 1 AND refresh_chain LIKE 'refreshed%' THEN n * 10 + 2 END,
       CASE WHEN n % 16 = 3 THEN seen_ms + 30 * 86400000::bigint END, CASE WHEN n % 16 = 3 THEN seen_ms + 365 * 86400000::bigint END
  FROM person_devices CROSS JOIN generate_series(1, 2) AS link
 WHERE refresh_chain IS NOT NULL AND (link = 1 OR refresh_chain LIKE 'refreshed%');

INSERT INTO access_tokens (id, user_id, device_id, token, valid_until_ms, last_validated, refresh_token_id, used)
SELECT n * 10 + 4 + link, user_id, device_id, pg_temp.token('syt', localpart, n || ' refreshable ' || link), seen_ms + link * 300000,
       CASE WHEN link = 1 OR refresh_chain = 'refreshed and used' THEN seen_ms + link * 1000 END, n * 10 + link,
       link = 1 OR refresh_chain = 'refreshed and used'
  FROM person_devices CROSS JOIN generate_series(1, 2) AS link
 WHERE refresh_chain <> 'spent' AND (link = 1 OR refresh_chain LIKE 'refreshed%');

-- Access tokens: with and without an end, validated or never. One device in nine has none.
INSERT INTO access_tokens (id, user_id, device_id, token, valid_until_ms, last_validated, used)
SELECT n * 10 + k, user_id, device_id, pg_temp.token('syt', localpart, n || ' ' || k),
       CASE WHEN n % 10 = 0 THEN seen_ms + 7 * 86400000::bigint END, CASE WHEN n % 13 <> 0 THEN seen_ms END, n % 13 <> 0
  FROM person_devices WHERE refresh_chain IS NULL AND (n + k) % 9 <> 0;

-- Tokens without a device, and tokens whose device is gone.
INSERT INTO access_tokens (id, user_id, device_id, token, last_validated, used)
SELECT n * 10 + 8, user_id, CASE WHEN n % 160 = 37 THEN upper(left(pg_temp.letters('gone' || n), 10)) END, pg_temp.token('syt', localpart, n || ' loose'),
       CASE WHEN n % 2 = 0 THEN 1755000000000 - n * 1000 END, n % 2 = 0
  FROM people WHERE is_person AND (n % 150 = 31 OR n % 150 = 80 OR n % 160 = 37);

-- Tokens by which an admin acts as somebody else.
INSERT INTO access_tokens (id, user_id, token, puppets_user_id, last_validated, used)
SELECT puppet.n * 10 + 9, admin.user_id, pg_temp.token('syt', admin.localpart, 'as ' || puppet.n), puppet.user_id, 1755000000000, true
  FROM people AS admin JOIN people AS puppet ON puppet.n = admin.n * 100 + 1
 WHERE admin.kind = 'admin' AND puppet.is_person;

-- E-mail addresses, a second one for some, and telephone numbers.
INSERT INTO user_threepids (user_id, medium, address, validated_at, added_at)
SELECT user_id, 'email', replace(localpart, '=27', '') || '@mail.example', created_s * 1000 + 60000, created_s * 1000 + 61000 FROM people WHERE is_person AND n % 3 <> 0
UNION ALL
SELECT user_id, 'email', replace(localpart, '=27', '') || '@work.example', 1700000000000 + n, 1700000001000 + n FROM people WHERE is_person AND n % 25 = 1
UNION ALL
SELECT user_id, 'msisdn', (447700900000 + n)::text, 1710000000000 + n, 1710000001000 + n FROM people WHERE is_person AND n % 7 = 2;

-- Everybody without a password logs in by Keycloak; some others do so too, or by GitHub.
INSERT INTO user_external_ids (auth_provider, external_id, user_id)
SELECT 'oidc-keycloak', md5('keycloak' || n)::uuid::text, user_id FROM people WHERE kind = 'passwordless' OR (is_person AND n % 6 = 1)
UNION ALL
SELECT 'oidc-github', (1000000 + n)::text, user_id FROM people WHERE is_person AND n % 11 = 3;

INSERT INTO registration_tokens (token, uses_allowed, pending, completed, expiry_time)
SELECT pg_temp.letters('registration' || n), CASE WHEN n % 3 <> 0 THEN 5 * n END, n % 2, 2 * n, CASE WHEN n % 2 = 0 THEN 1780000000000 + n * 86400000::bigint END
  FROM generate_series(1, 12) AS n;

DROP VIEW person_devices, people;
COMMIT;

ANALYZE users, devices, access_tokens, refresh_tokens, user_threepids, user_external_ids, registration_tokens;
