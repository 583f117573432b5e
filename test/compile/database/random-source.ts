import fc from 'fast-check';
import type { ClientBase } from 'pg';
import { passwordHash, source } from '../../support/synapse-rows.ts';

/** A small Synapse database as a value; places in `users`, `devices` and `refreshTokens` stand for rows. */
export interface RandomSource {
  readonly users: readonly RandomUser[];
  readonly devices: readonly RandomDevice[];
  readonly refreshTokens: readonly RandomRefreshToken[];
  readonly accessTokens: readonly RandomAccessToken[];
  readonly threepids: readonly { readonly user: number; readonly medium: string; readonly address: string }[];
  readonly externalIds: readonly { readonly user: number; readonly provider: string; readonly subject: string }[];
  readonly registrationTokens: readonly string[];
}

export interface RandomUser {
  readonly id: string;
  /** The row is gone, what hangs on it is not. */
  readonly lost: boolean;
  readonly admin: boolean;
  readonly guest: boolean;
  readonly deactivated: boolean;
  readonly locked: boolean;
  readonly appservice: string | null;
  readonly password: string | null;
  readonly created: number;
}

export interface RandomDevice {
  readonly user: number;
  readonly id: string;
  readonly hidden: boolean | null;
  readonly ip: string | null;
  readonly lastSeen: number | null;
  readonly name: string | null;
}

export interface RandomRefreshToken {
  readonly user: number;
  readonly device: string;
  readonly next: number | null;
}

export interface RandomAccessToken {
  readonly user: number;
  readonly device: string | null;
  readonly puppet: boolean;
  readonly refresh: number | null;
  readonly used: boolean | null;
  readonly validated: number | null;
  readonly validUntil: number | null;
}

const text = (maxLength: number) =>
  fc.string({ unit: 'binary', minLength: 1, maxLength }).filter((candidate) => !/\0|\p{Surrogate}/u.test(candidate));

/** What Synapse can hold: its grammar was laxer once, and databases remember. */
const localpart = fc.oneof(
  { weight: 3, arbitrary: fc.stringMatching(/^[a-z0-9._=/-]{1,12}$/) },
  { weight: 2, arbitrary: text(12) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      "o'neill",
      'back\\slash',
      '"quoted"',
      'a=2fb',
      'a/b/c',
      'per%cent',
      '{{literal seed}}',
      '{{{inner}}}',
      'Ünïcødé',
      'Ж',
      '😀',
      'tab\there',
      'line\nend',
      'UPPER',
      'upper',
      '\\N',
      '\\.',
      'with:colon',
      ' ',
      '$1',
      'x'.repeat(242),
    ),
  },
  { weight: 1, arbitrary: fc.constant('') },
);
const userId = fc.oneof(
  { weight: 8, arbitrary: localpart.map((name) => `@${name}:example.org`) },
  { weight: 1, arbitrary: localpart.map((name) => `@${name}:elsewhere.example`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('@a:b', 'bare', '@', ':example.org', '@x:subexample.org', '@x:example.org:example.org'),
  },
);
const seldom = fc.nat(5).map((n) => n === 0);
const milliseconds = fc.option(
  fc.nat(1_900_000_000).map((n) => n * 1000 + (n % 1000)),
  { freq: 3 },
);
const deviceId = fc.oneof(fc.constantFrom('A', 'B', 'guest_device', 'a b', "d'\\e"), text(6));
const ip = fc.constantFrom(
  null,
  '-',
  '',
  '203.0.113.9',
  '2001:db8::ff',
  '::ffff:192.0.2.9',
  '999.1.1.1',
  '1.2.3.4\n',
  'fe80::1%eth0',
  ' 1.1.1.1',
  '1.1.1.1/8',
);

const user = fc.record({
  id: userId,
  lost: seldom,
  admin: fc.boolean(),
  guest: seldom,
  deactivated: seldom,
  locked: seldom,
  appservice: fc.oneof(
    { weight: 5, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.constantFrom('irc', '') },
  ),
  password: fc.constantFrom(null, '', passwordHash, 'odd\\hash\t'),
  created: fc.nat(2_000_000_000),
});

/** Random small databases. Everything that Synapse keeps unique is unique. */
export const randomSource: fc.Arbitrary<RandomSource> = fc
  .uniqueArray(user, { minLength: 1, maxLength: 7, selector: ({ id }) => id })
  .chain((users) => {
    const place = fc.nat(users.length - 1);
    const refreshCount = 5;
    const reference = fc.option(fc.nat(refreshCount - 1));
    return fc.record({
      users: fc.constant(users),
      devices: fc.uniqueArray(
        fc.record({
          user: place,
          id: deviceId,
          hidden: fc.constantFrom(true, false, false, null),
          ip,
          lastSeen: milliseconds,
          name: fc.option(text(8)),
        }),
        { maxLength: 10, selector: ({ user: owner, id }) => JSON.stringify([owner, id]) },
      ),
      refreshTokens: fc.array(fc.record({ user: place, device: deviceId, next: reference }), {
        minLength: refreshCount,
        maxLength: refreshCount,
      }),
      accessTokens: fc.array(
        fc.record({
          user: place,
          device: fc.option(deviceId, { freq: 4 }),
          puppet: seldom,
          refresh: reference,
          used: fc.constantFrom(true, false, null),
          validated: milliseconds,
          validUntil: milliseconds,
        }),
        { maxLength: 12 },
      ),
      threepids: fc.uniqueArray(
        fc.record({ user: place, medium: fc.constantFrom('email', 'msisdn', 'Email', "o'dd"), address: text(10) }),
        { maxLength: 6, selector: ({ medium, address }) => JSON.stringify([medium, address]) },
      ),
      externalIds: fc.uniqueArray(
        fc.record({
          user: place,
          provider: fc.constantFrom('oidc-a', "saml'b", 'cas', 'oauth-delegated'),
          subject: text(10),
        }),
        { maxLength: 8, selector: ({ provider, subject }) => JSON.stringify([provider, subject]) },
      ),
      registrationTokens: fc.uniqueArray(text(10), { maxLength: 3 }),
    });
  })
  // Tokens mostly belong to devices that are there.
  .map((random) => {
    const own = (token: { readonly user: number; readonly device: string | null }, index: number) => {
      const device = random.devices[index % (random.devices.length + 2)];
      return device === undefined || token.device === null ? {} : { user: device.user, device: device.id };
    };
    return {
      ...random,
      refreshTokens: random.refreshTokens.map((token, index) => ({ ...token, ...own(token, index) })),
      accessTokens: random.accessTokens.map((token, index) => {
        const of = token.refresh === null ? undefined : random.refreshTokens[token.refresh];
        return of === undefined || index % 3 === 2
          ? { ...token, ...own(token, index) }
          : { ...token, ...of, ...own(of, token.refresh ?? 0) };
      }),
    };
  });

/** Writes it into an empty Synapse database. */
export async function insertRandomSource(client: ClientBase, random: RandomSource): Promise<void> {
  const rows = source(client, 'example.org');
  const idOf = (place: number): string => random.users[place]?.id ?? '';
  for (const user of random.users) {
    if (user.lost) continue;
    rows.row('users', {
      name: user.id,
      password_hash: user.password,
      creation_ts: user.created,
      admin: Number(user.admin),
      is_guest: Number(user.guest),
      deactivated: Number(user.deactivated),
      locked: user.locked,
      appservice_id: user.appservice,
    });
  }
  for (const device of random.devices) {
    rows.row('devices', {
      user_id: idOf(device.user),
      device_id: device.id,
      hidden: device.hidden,
      ip: device.ip,
      last_seen: device.lastSeen,
      display_name: device.name,
    });
  }
  for (const [place, token] of random.refreshTokens.entries()) {
    rows.row('refresh_tokens', {
      id: place + 1,
      user_id: idOf(token.user),
      device_id: token.device,
      token: `refresh ${place}`,
      next_token_id: token.next === null ? null : token.next + 1,
    });
  }
  for (const [place, token] of random.accessTokens.entries()) {
    rows.row('access_tokens', {
      id: place + 1,
      user_id: idOf(token.user),
      device_id: token.device,
      token: `access ${place}`,
      puppets_user_id: token.puppet ? '@somebody:example.org' : null,
      refresh_token_id: token.refresh === null ? null : token.refresh + 1,
      used: token.used,
      last_validated: token.validated,
      valid_until_ms: token.validUntil,
    });
  }
  for (const { user, medium, address } of random.threepids) rows.threepid(medium, address, { user_id: idOf(user) });
  for (const { user, provider, subject } of random.externalIds)
    rows.externalId(provider, subject, { user_id: idOf(user) });
  for (const token of random.registrationTokens) rows.registrationToken(token);
  await rows.insert();
}
