import { type Case, eachOf, lost, users } from './case.ts';

/** Rules about rows that keep a migration from its end, and about providers. */
export const blockerCases: readonly Case[] = [
  {
    rule: 'data/orphan-rows',
    break: (rows) => {
      for (const n of [7, 6, 5, 4, 3, 2, 1]) rows.email(`lost${n}@example.com`, lost(n));
      rows.externalId('oidc-mapped', 'lost', lost(1));
      rows
        .device('A', lost(2))
        .device('B', lost(2))
        .device('C', { ...lost(3), hidden: true });
      rows.accessToken('lost', { ...lost(4), device_id: null });
      rows.accessToken('puppet', { ...lost(5), device_id: null, puppets_user_id: '@x:example.org' });
      return rows.refreshToken('lost', { ...lost(6), device_id: 'X' });
    },
    finds: [
      { what: 'access_tokens: rows of users that do not exist', count: 1, samples: [lost(4).user_id] },
      { what: 'devices: rows of users that do not exist', count: 2, samples: [lost(2).user_id] },
      { what: 'refresh_tokens: rows of users that do not exist', count: 1, samples: [lost(6).user_id] },
      { what: 'user_external_ids: rows of users that do not exist', count: 1, samples: [lost(1).user_id] },
      {
        what: 'user_threepids: rows of users that do not exist',
        count: 7,
        samples: [1, 2, 3, 4, 5].map((n) => lost(n).user_id),
      },
    ],
  },
  {
    rule: 'data/foreign-domain-user',
    break: (rows) =>
      rows
        .user('@eve:elsewhere.example')
        .user('@x:y')
        .user('@bridged:elsewhere.example', { appservice_id: 'irc' })
        .user('@prefix:sub.example.org')
        .row('users', { name: 'no-sigil:example.org', creation_ts: 1 })
        .row('users', { name: null, creation_ts: 1 }),
    finds: [
      {
        what: 'users: rows of another server name',
        count: 5,
        samples: ['@eve:elsewhere.example', '@prefix:sub.example.org', '@x:y', 'no-sigil:example.org'],
      },
    ],
  },
  {
    rule: 'data/invalid-localpart',
    break: (rows) =>
      rows.user('@a:b:example.org').user('@:example.org').user('@b:c:example.org', { appservice_id: 'irc' }),
    finds: [
      { what: 'users: localparts that MAS cannot hold', count: 2, samples: ['@:example.org', '@a:b:example.org'] },
    ],
  },
  {
    rule: 'data/username-case-collision',
    severity: 'warning',
    break: (rows) =>
      rows
        .user('twin')
        .user('TWIN', { deactivated: true })
        .user('Twin')
        .user('Alone')
        .user('nick', { appservice_id: 'irc' })
        .user('Nick'),
    finds: [
      {
        what: 'users: localparts that are equal but for case',
        count: 3,
        samples: ['@TWIN:example.org', '@Twin:example.org', '@twin:example.org'],
      },
    ],
  },
  {
    rule: 'data/timestamp-range',
    break: (rows) =>
      rows
        .user('micro', { creation_ts: 1_600_000_000_000_000 })
        .user('huge', { creation_ts: '9223372036854775807' })
        .user('never', { creation_ts: null })
        .user('before', { creation_ts: -1 })
        .user('bridged', { creation_ts: '9223372036854775807', appservice_id: 'irc' })
        .email('bridged@example.com', { added_at: '9223372036854775807' })
        .device('BRIDGED', { last_seen: '-9223372036854775807' })
        .accessToken('bridged', { valid_until_ms: '9223372036854775807' })
        .user('sound')
        .email('sound@example.com', { added_at: '9223372036854775807' })
        .threepid('msisdn', '44', { added_at: -5 })
        .device('A', { last_seen: '9223372036854775807' })
        .device('HIDDEN', { last_seen: '9223372036854775807', hidden: true })
        .device('B', { last_seen: '-9223372036854775807' })
        .accessToken('a', { last_validated: '9223372036854775807' })
        .accessToken('b', { valid_until_ms: '-9223372036854775807' })
        .accessToken('c', { valid_until_ms: '9223372036854775807', puppets_user_id: '@x:example.org' })
        .registrationToken('r', { expiry_time: '9223372036854775807' }),
    finds: [
      {
        what: 'access_tokens: last_validated or valid_until_ms is no time in milliseconds',
        count: 2,
        samples: ['@sound:example.org'],
      },
      { what: 'devices: last_seen is no time in milliseconds', count: 2, samples: ['@sound:example.org'] },
      { what: 'registration_tokens: expiry_time is no time in milliseconds', count: 1, samples: [] },
      {
        what: 'user_threepids: added_at or validated_at is no time in milliseconds',
        count: 2,
        samples: ['@sound:example.org'],
      },
      {
        what: 'users: creation_ts is no time in seconds',
        count: 4,
        samples: ['@before:example.org', '@huge:example.org', '@micro:example.org', '@never:example.org'],
      },
    ],
  },
  {
    rule: 'providers/unmapped',
    assertion: 'assert/providers-unmapped',
    break: eachOf(users(1, 7), (rows, name) =>
      rows
        .user(name)
        .externalId('oidc-mapped', name)
        .externalId('oidc-b', name)
        .externalId(name === 'u3' ? "sa'ml" : 'oidc-b', `${name} again`),
    ),
    finds: [
      {
        what: 'user_external_ids: users of provider oidc-b',
        more: ' Of 7 active users with such a link, 0 can log in by nothing else.',
        count: 13,
        samples: users(1, 5).map((name) => `@${name}:example.org`),
      },
      {
        what: "user_external_ids: users of provider sa'ml",
        more: ' Of 1 active users with such a link, 0 can log in by nothing else.',
        count: 1,
        samples: ['@u3:example.org'],
      },
    ],
  },
  {
    rule: 'providers/oauth-delegated',
    break: (rows) => rows.user('delegated').externalId('oauth-delegated', 'x'),
    finds: [
      { what: 'user_external_ids: users of provider oauth-delegated', count: 1, samples: ['@delegated:example.org'] },
    ],
  },
];
