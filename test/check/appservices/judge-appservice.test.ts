import assert from 'node:assert/strict';
import { test } from 'node:test';
import { appserviceChanges } from '../../../src/check/appservices/appservice-changes.ts';
import { bridgeKindOf } from '../../../src/check/appservices/bridge-kinds.ts';
import { judgeAppservice } from '../../../src/check/appservices/judge-appservice.ts';
import { noUsers, type OwnedUsers } from '../../../src/check/appservices/owned-users.ts';
import { type KnownVersion, knownVersion } from '../../../src/check/versions/known-version.ts';
import type { Registration, UserNamespace } from '../../../src/config/registrations/registration.ts';

const namespace = (regex: string): UserNamespace => ({
  regex,
  parsed: { kind: 'unsupported', why: '' },
  isExclusive: true,
  place: {},
});
const other: Registration = {
  file: '/as.yaml',
  listedAt: {},
  id: 'as',
  senderLocalpart: 'as_bot',
  users: [namespace('@as_.*')],
  msc4190: 'off',
  faults: [],
};
const mautrix: Registration = {
  ...other,
  senderLocalpart: 'Xk3jd93kdKJh3kd93kfjKJ3k2j3hkJ3k',
  users: [namespace('^@signalbot:example\\.org$'), namespace('^@signal_.*:example\\.org$')],
};
const hookshot: Registration = { ...other, senderLocalpart: 'hookshot', users: [namespace('@_github_.*:example.org')] };

const encrypting = { users: 9, devices: 1, encrypting: 1 };
const loggedIn = { ...encrypting, loggedIn: 1 };
const withTokens = { users: 9, devices: 5, tokens: 5, newestHasToken: true };
const unknown = knownVersion({}, 'nobody asked');
const old = knownVersion({ atLeast: '1.136', below: '1.139' }, 'test');
const forced = knownVersion({ atLeast: '1.139', below: '1.141' }, 'test');
const free = knownVersion({ atLeast: '1.141' }, 'test');

const cases: readonly (readonly [
  name: string,
  registration: Registration,
  owned: Partial<OwnedUsers>,
  synapse: KnownVersion,
  verdict: string,
  why: RegExp,
])[] = [
  ['nothing at all', other, {}, unknown, 'not', /as_token/],
  ['users that act by as_token', other, { users: 9 }, unknown, 'not', /as_token/],
  ['devices without keys or tokens', other, { users: 9, devices: 9 }, unknown, 'not', /as_token/],
  ['a file that could not be read', { ...other, unreadable: 'x' }, loggedIn, free, 'unknown', /could not be read/],
  ['a file that is none', { ...other, msc4190: 'unknown' }, loggedIn, free, 'unknown', /not one that Synapse takes/],
  [
    'keys that could not be read',
    other,
    { devices: 1, encrypting: undefined },
    free,
    'unknown',
    /e2e_device_keys_json/,
  ],
  ['no devices, keys that could not be read', other, { encrypting: undefined }, free, 'not', /as_token/],

  ['mautrix that logged in', mautrix, loggedIn, unknown, 'at-once', /whenever they start/],
  ['mautrix that logged in, new Synapse', mautrix, loggedIn, free, 'at-once', /whenever they start/],
  ['mautrix with the flag', { ...mautrix, msc4190: 'on' }, encrypting, unknown, 'not', /without a login\.$/],
  [
    'mautrix with the flag, and an old token',
    { ...mautrix, msc4190: 'on' },
    loggedIn,
    unknown,
    'not',
    /own configuration/,
  ],
  ['mautrix without a login, new Synapse', mautrix, encrypting, free, 'not', /no flag/],
  ['mautrix without a login, unknown Synapse', mautrix, encrypting, unknown, 'unknown', /1\.141/],
  ['mautrix without a login, old Synapse', mautrix, encrypting, forced, 'at-device-reset', /lets it make no device/],
  ['hookshot that logged in', hookshot, loggedIn, unknown, 'at-device-reset', /^It encrypts.* Hookshot goes on/],
  ['another that logged in', other, loggedIn, unknown, 'at-once', /ends with the move/],
  [
    'another whose sender is in MAS',
    other,
    { ...loggedIn, carriedOver: 1 },
    unknown,
    'at-device-reset',
    /carried over/,
  ],
  ['one of two sessions is in MAS', other, { ...loggedIn, loggedIn: 2, carriedOver: 1 }, unknown, 'at-once', /ends/],

  ['new users have tokens', other, withTokens, unknown, 'at-once', /inhibit_login/],
  ['new users have tokens, Synapse refuses', other, withTokens, forced, 'at-once', /inhibit_login/],
  ['new users have tokens, old Synapse', other, withTokens, old, 'not', /still lets/],
  ['only old users have tokens', other, { ...withTokens, newestHasToken: false }, unknown, 'not', /no longer/],
  ['tokens with the flag', { ...other, msc4190: 'on' }, withTokens, unknown, 'not', /is on/],
];

for (const [name, registration, owned, synapse, verdict, why] of cases) {
  test(`${name}: ${verdict}`, () => {
    const judgement = judgeAppservice(registration, { ...noUsers, ...owned }, synapse);
    assert.equal(judgement.verdict, verdict);
    assert.match(judgement.why, why);
    const changes = appserviceChanges(registration, judgement, synapse);
    assert.equal(changes.length > 0, verdict !== 'not');
  });
}

test('the bridge is told by its names, and says what to change in it', () => {
  assert.deepEqual(
    [mautrix, hookshot, other].map((registration) => bridgeKindOf(registration)?.name),
    ['mautrix', 'hookshot', undefined],
  );
  // A sender that somebody chose is no mautrix.
  assert.equal(bridgeKindOf({ ...mautrix, senderLocalpart: 'signal' }), undefined);
  const broken = { verdict: 'at-once', concerns: 'device' } as const;
  const change = (registration: Registration, synapse: KnownVersion): string =>
    appserviceChanges(registration, broken, synapse).join('\n');
  assert.match(change(mautrix, unknown), /encryption\.msc4190: true/);
  assert.match(change(mautrix, unknown), /io\.element\.msc4190: true in \/as\.yaml.*before Synapse 1\.141 only/);
  assert.match(change(other, forced), /msc3202_device_masquerading/);
  assert.doesNotMatch(change(other, free), /io\.element\.msc4190/);
  assert.match(change(hookshot, free), /matrix-hookshot#1084/);
  assert.match(change({ ...other, otherMsc4190Key: 'org.matrix.msc4190' }, free), /does not read org\.matrix\.msc4190/);
  const users = { verdict: 'at-once', concerns: 'users' } as const;
  assert.match(appserviceChanges(other, users, unknown).join(), /inhibit_login: true/);
  assert.match(appserviceChanges({ ...other, unreadable: 'x' }, broken, unknown).join(), /--synapse-path/);
});
