import { type Case, macaroon } from './case.ts';

/** Rules about accounts, devices and tokens. */
export const accountCases: readonly Case[] = [
  {
    rule: 'users/no-way-to-log-in',
    severity: 'warning',
    break: (rows) =>
      rows
        .user('nothing', { password_hash: null })
        .user('unmapped', { password_hash: '' })
        .user('mapped', { password_hash: null })
        .externalId('oidc-mapped', 'm')
        .user('gone', { password_hash: null, deactivated: true })
        .user('guest', { password_hash: null, is_guest: true })
        .user('owned', { password_hash: null, appservice_id: 'irc' }),
    finds: [
      {
        what: 'users: no password and no provider',
        count: 2,
        samples: ['@nothing:example.org', '@unmapped:example.org'],
      },
    ],
  },
  {
    rule: 'users/no-admin',
    severity: 'warning',
    break: (rows) =>
      rows
        .user('boss', { admin: true, password_hash: null })
        .user('lockedboss', { admin: true, locked: true })
        .user('goneboss', { admin: true, deactivated: true })
        .user('botboss', { admin: true, appservice_id: 'irc' }),
    finds: [
      {
        what: 'users: administrators who could log in',
        planned: 'at least one',
        count: 0,
        samples: ['@boss:example.org', '@lockedboss:example.org'],
      },
    ],
  },
  {
    rule: 'users/localpart-policy',
    severity: 'info',
    break: (rows) =>
      rows
        .user('Capital')
        .user('sp ace')
        .user('dotted.=_/+-0')
        .user('007')
        .user('008', { is_guest: true })
        .user('Owned', { appservice_id: 'irc' }),
    finds: [
      {
        what: 'users: localparts of digits only',
        count: 1,
        samples: ['@007:example.org'],
      },
      {
        what: 'users: localparts with characters that MAS gives to nobody new',
        count: 2,
        samples: ['@Capital:example.org', '@sp ace:example.org'],
      },
    ],
  },
  {
    rule: 'users/email-shared',
    severity: 'info',
    break: (rows) =>
      rows
        .user('mail1')
        .email('Shared@example.com')
        .email('own@example.com')
        .email('OWN@example.com')
        .user('mail2')
        .email('shared@example.com')
        .user('mail3', { appservice_id: 'irc' })
        .email('own2@example.com')
        .user('mail4')
        .email('Own2@example.com'),
    finds: [
      {
        what: 'user_threepids: e-mail addresses that several users have, but for case',
        count: 1,
        samples: ['@mail1:example.org', '@mail2:example.org'],
      },
    ],
  },
  {
    rule: 'users/third-party-id-unsupported',
    severity: 'info',
    break: (rows) =>
      rows
        .user('phone1')
        .threepid('msisdn', '441')
        .threepid('msisdn', '442')
        .user('phone2')
        .threepid('msisdn', '443')
        .email('phone2@example.com')
        .user('phone3', { deactivated: true })
        .threepid('msisdn', '445'),
    finds: [
      {
        what: 'user_threepids: active users who have one of these and no e-mail address',
        count: 1,
        samples: ['@phone1:example.org'],
      },
      {
        what: 'user_threepids: phone numbers and others that are no e-mail addresses',
        count: 4,
        samples: [1, 2, 3].map((n) => `@phone${n}:example.org`),
      },
    ],
  },
  {
    rule: 'tokens/unknown-shape',
    severity: 'warning',
    break: (rows) =>
      rows
        .user('holder')
        .device('HOLDER')
        .accessToken('syt_known')
        .accessToken(macaroon)
        .accessToken('made by hand')
        .accessToken('madebyhandwithoutanythingodd')
        .accessToken('short', { puppets_user_id: '@x:example.org' })
        .accessToken('of a device that is gone', { device_id: 'GONE' })
        .user('deviceless')
        .accessToken('from a script', { device_id: null })
        .user('refresher')
        .device('REFRESHER')
        .refreshToken('syr_known')
        .refreshToken('odd')
        .user('oddguest', { is_guest: true })
        .device('ODD')
        .accessToken('guest_token'),
    finds: [
      {
        what: 'access_tokens: tokens that MAS does not know by their shape',
        count: 3,
        samples: ['@deviceless:example.org', '@holder:example.org'],
      },
      {
        what: 'refresh_tokens: tokens that MAS does not know by their shape',
        count: 1,
        samples: ['@refresher:example.org'],
      },
    ],
  },
  {
    rule: 'devices/no-display-name',
    severity: 'info',
    break: (rows) =>
      rows
        .user('nameless')
        .device('A', { display_name: null })
        .device('B', { display_name: '' })
        .device('C', { display_name: 'Phone' })
        .device('D', { display_name: null, hidden: true })
        .user('leftover', { deactivated: 1 })
        .device('E', { display_name: null }),
    finds: [{ what: 'devices: without a display name', count: 2, samples: ['@nameless:example.org'] }],
  },
  {
    rule: 'tokens/admin-without-device',
    severity: 'warning',
    break: (rows) =>
      rows
        .user('automat', { admin: true, password_hash: null })
        .accessToken('syt_automat', { device_id: null })
        .device('A', { display_name: 'A' })
        .accessToken('syt_automat_too')
        .user('nobot')
        .accessToken('syt_nobot', { device_id: null }),
    finds: [
      { what: 'access_tokens: tokens of administrators without a device', count: 1, samples: ['@automat:example.org'] },
    ],
  },
  {
    rule: 'users/shadow-banned',
    severity: 'info',
    break: (rows) => rows.user('shadow', { shadow_banned: true }).user('light', { shadow_banned: false }),
    finds: [{ what: 'users: shadow-banned', count: 1, samples: ['@shadow:example.org'] }],
  },
  {
    rule: 'users/suspended',
    severity: 'info',
    break: (rows) =>
      rows.user('silent', { suspended: true }).user('silentbridge', { suspended: true, appservice_id: 'irc' }),
    finds: [{ what: 'users: suspended', count: 1, samples: ['@silent:example.org'] }],
  },
  {
    rule: 'users/guests',
    severity: 'info',
    break: (rows) => rows.user('1234', { is_guest: true }).user('1235', { is_guest: true }),
    finds: [{ what: 'users: guests', count: 2, samples: ['@1234:example.org', '@1235:example.org'] }],
  },
];
