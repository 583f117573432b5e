import type { Logins, LoginWay, LostLogin, SeenUser, UnlinkedUsers, UnmappedProvider } from '../../plan/types.gen.ts';
import { formatCount } from '../format-count.ts';
import type { Block } from './blocks.ts';

/** Everything about logins beyond the four counts; a plan of an older version has none of it. */
export function loginBlocks({ ways, without, lost, unmapped, unlinked }: Logins): readonly Block[] {
  return [
    ...waysBlocks(ways ?? []),
    ...(without === undefined ? [] : withoutBlocks(without)),
    ...(lost ? lostBlocks(lost) : []),
    ...(unmapped ? unmappedBlocks(unmapped) : []),
    ...(unlinked ? unlinkedBlocks(unlinked) : []),
  ];
}

/** `2025-11-03`, or that nobody knows. */
export function lastSeen({ lastSeen: day }: SeenUser): string {
  return day ?? 'not known: no device';
}

function waysBlocks(ways: readonly LoginWay[]): readonly Block[] {
  if (ways.every(({ providers }) => providers.length < 2) && ways.length < 4) return [];
  const shown = ways.slice(0, mostRows);
  const rest = ways.slice(mostRows);
  const users = rest.reduce((sum, way) => sum + way.users, 0);
  const more = rest.length === 0 ? [] : [[`${formatCount(rest.length)} further combinations`, formatCount(users)]];
  return [
    {
      kind: 'table',
      head: ['Active users who can log in by exactly', 'Users'],
      rows: [...shown.map((way) => [describeWay(way), formatCount(way.users)]), ...more],
      numbers: [1],
    },
  ];
}

const mostRows = 20;

/** `password, oidc-a, oidc-b`; `nothing`. */
export function describeWay({ password, providers }: Pick<LoginWay, 'password' | 'providers'>): string {
  return [...(password ? ['password'] : []), ...providers].join(', ') || 'nothing';
}

function withoutBlocks({
  passwordsOff,
  providerNotInMas,
  noTrace,
  samples,
}: NonNullable<Logins['without']>): readonly Block[] {
  const rows = [
    ['They have a password, and MAS has passwords disabled', passwordsOff],
    ['They are linked only to providers that MAS does not have', providerNotInMas],
    ['Neither password nor link: JWT, a module such as LDAP, or nobody ever logs in', noTrace],
  ] as const;
  const found = rows.filter(([, users]) => users > 0).map(([why, users]) => [why, formatCount(users)]);
  return [
    ...(found.length === 0
      ? []
      : [{ kind: 'table' as const, head: ['Why they have nothing', 'Users'], rows: found, numbers: [1] }]),
    ...(samples && samples.length > 0
      ? [
          {
            kind: 'table' as const,
            head: ['Some of those with nothing', 'Last seen'],
            rows: samples.map((user) => [user.user, lastSeen(user)]),
            numbers: [],
            people: true as const,
          },
        ]
      : []),
  ];
}

function lostBlocks(lost: readonly LostLogin[]): readonly Block[] {
  if (lost.length === 0) return [];
  return [
    {
      kind: 'text',
      text: 'MAS does not have these ways to log in. Sessions that are open stay; the next login needs another way. To keep one, put an OpenID Connect provider in front of it that gives the same subjects.',
    },
    {
      kind: 'table',
      head: ['Way that goes', 'Users', 'Left with nothing'],
      rows: lost.map(({ way, users, none, atMost }) => {
        const amount = (count: number): string => `${atMost && count > 0 ? 'at most ' : ''}${formatCount(count)}`;
        return [way, amount(users), amount(none)];
      }),
      numbers: [1, 2],
    },
  ];
}

function unmappedBlocks(unmapped: readonly UnmappedProvider[]): readonly Block[] {
  if (unmapped.length === 0) return [];
  return [
    {
      kind: 'table',
      head: ['Provider that MAS lacks', 'In homeserver.yaml', 'Users', 'Left with nothing', 'Some of these'],
      rows: unmapped.map(({ authProvider, configured, users, none, samples }) => [
        authProvider,
        configured ? 'yes' : 'no: retired',
        formatCount(users),
        formatCount(none),
        (samples ?? []).join(', '),
      ]),
      numbers: [2, 3],
    },
  ];
}

function unlinkedBlocks(unlinked: readonly UnlinkedUsers[]): readonly Block[] {
  if (unlinked.length === 0) return [];
  return [
    {
      kind: 'table',
      head: [
        'Provider',
        'Linked',
        'Not linked',
        'A first login of one who is not, where the provider gives their localpart',
      ],
      rows: unlinked.map((provider) => [
        provider.synapseIdpId,
        formatCount(provider.linked),
        formatCount(provider.unlinked),
        provider.unlinked === 0 ? 'every active user is linked' : describeOutcome(provider),
      ]),
      numbers: [1, 2],
    },
  ];
}

function describeOutcome({ outcome, action, onConflict }: UnlinkedUsers): string {
  const because = `localpart.action ${action}, on_conflict ${onConflict}`;
  if (outcome === 'refused')
    return `an error page: the name is taken (${because}). on_conflict: set would link them; then whoever has that localpart at the provider has the account.`;
  if (outcome === 'linked')
    return `linked to the account of that name (${because}): whoever has that localpart at the provider has it.`;
  if (outcome === 'other-name') return `MAS asks for another name and makes a second account (${because}).`;
  return `not known (${because}).`;
}
