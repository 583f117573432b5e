import assert from 'node:assert/strict';
import { test } from 'node:test';
import { finishSteps } from '../../../src/compile/operator/finish-steps.ts';
import { note } from '../../../src/compile/operator/operator-step.ts';
import { soundMas } from '../build-configs.ts';
import { factsOf } from './operator-facts.ts';

const upstreams = `upstream_oauth2:
  providers:
    - {id: 01JSHPZHAXC50QBKH67MH33TNF, synapse_idp_id: oidc-dex, issuer: 'https://dex.example.com/', client_id: mas}
`;
const everything = `instance_map: {main: {host: localhost, port: 1}, worker1: {host: localhost, port: 2}}
oidc_providers: [{idp_id: dex, idp_name: Dex, issuer: 'https://dex.example.com/', client_id: mas, backchannel_logout_enabled: true}]
experimental_features: {msc3861: {enabled: true, client_id: 0000000000000000000SYNAPSE, client_secret: hidden}}
`;
const config = "--config /etc/mas/config.yaml --config '/etc/mas/bob'\\''s secrets.yaml'";

test('with little there is little to do', () => {
  const steps = finishSteps(factsOf());
  assert.deepEqual(
    steps.map(({ id }) => id),
    ['verify', 'start-mas', 'route-logins', 'start-synapse', 'mas-doctor', 'probe', 'clean-up'].map(
      (name) => `operator/${name}`,
    ),
  );
  assert.ok(steps.every(({ phase }) => phase === 'finish'));
  const seen = steps.flatMap(({ id, guard, runs }) =>
    guard === undefined && runs === undefined ? [] : [[id, guard ?? runs]],
  );
  assert.deepEqual(seen, [
    ['operator/verify', 'verify'],
    ['operator/start-mas', 'apply/mas-answers'],
    ['operator/start-synapse', 'apply/synapse-answers'],
    ['operator/probe', 'finish'],
  ]);
  // Only what a running MAS writes is lost on the way back.
  assert.deepEqual(
    steps.filter(({ pointOfNoReturn }) => pointOfNoReturn).map(({ id }) => id),
    ['operator/start-mas'],
  );
});

test('with everything each step stands where it is done', () => {
  const steps = finishSteps(factsOf(everything, upstreams, { wellKnown: '/srv/client' }));
  assert.deepEqual(
    steps.map(({ id }) => id.replace('operator/', '')),
    [
      'verify',
      'start-mas',
      'route-logins',
      'worker-routes',
      'start-synapse',
      'publish-well-known',
      'mas-doctor',
      'backchannel-logout-uri-oidc-dex',
      'probe',
      'clean-up',
    ],
  );
  for (const { id, who, otherwise } of steps) assert.ok(who && otherwise, id);
  assert.doesNotMatch(JSON.stringify(steps), /hidden/);
});

test('the routes to drop from workers are all named, and so is what stays', () => {
  const lines = instructions('worker-routes', everything).split('\n');
  const [toMas, idle, staying] = ['/refresh', '/sso_register', '/_synapse/mas'].map((end) =>
    lines.findIndex((line) => line.includes(end)),
  );
  for (const [route, from, to] of [
    ['/_matrix/client/*/login', 0, toMas],
    ['/_matrix/client/*/logout/all', 0, toMas],
    ['/_matrix/client/*/login/sso/redirect/*', 0, toMas],
    ['/_synapse/client/oidc/callback', toMas, idle],
    ['/_matrix/client/*/login/cas/ticket', toMas, idle],
    ['/_matrix/client/*/login/get_token', idle, staying],
  ] as const) {
    const line = lines.indexOf(route);
    assert.ok(line > (from ?? -1) && line <= (to ?? -1), route);
  }
});

test('the main process starts before its workers', () => {
  const commands = instructions('start-synapse', everything)
    .split('\n')
    .filter((line) => !line.startsWith('#'));
  assert.deepEqual(commands, ['systemctl start matrix-synapse', 'systemctl start matrix-synapse-worker@worker1']);
});

test('the well-known file is looked for at the host of the server name', () => {
  const [step] = finishSteps(factsOf('', '', { wellKnown: '/srv/client', serverName: 'example.com:8448' })).filter(
    ({ id }) => id === 'operator/publish-well-known',
  );
  assert.deepEqual(
    step?.instructions.split('\n').at(-1),
    `curl --fail --silent --show-error --include ${wellKnownUrl}`,
  );
  assert.match(step?.instructions ?? '', /^# Publish \/srv\/client at /);
});

const wellKnownUrl = 'https://example.com/.well-known/matrix/client';

test('MAS is asked for a diagnosis when both run', () => {
  assert.equal(instructions('mas-doctor', '').split('\n').at(-1), `mas-cli ${config} doctor`);
});

test('what is left over is named: redirect URIs, the client of msc3861, backups', () => {
  const mas = `${soundMas}clients:\n  - client_id: 0000000000000000000SYNAPSE\n    client_auth_method: client_secret_basic\n`;
  const lines = cleanUp(everything, mas).split('\n');
  assert.deepEqual(
    lines.filter((line) => !line.startsWith('#')),
    [
      `mas-cli ${config} config sync --prune --dry-run`,
      'rm /etc/synapse/homeserver.yaml.before-mas-0123abcd',
      'rm -r before-mas',
    ],
  );
  assert.equal(
    lines[0],
    '# Remove the redirect URI of Synapse at https://dex.example.com/: https://example.com/_synapse/client/oidc/callback',
  );
  assert.match(lines[1] ?? '', /client 0000000000000000000SYNAPSE .* at \/etc\/mas\/config\.yaml:\d+: /);
});

test('a client of msc3861 that MAS has somewhere else is spoken of all the same', () => {
  assert.match(cleanUp(everything, soundMas), /client 0000000000000000000SYNAPSE .*where clients of MAS has it/);
  assert.match(cleanUp('experimental_features: {msc3861: {enabled: true}}\n', soundMas), /Remove the client of/);
});

for (const homeserver of ['', 'experimental_features:\n', 'experimental_features: {msc3861: {}}\n']) {
  test(`no client to remove with ${JSON.stringify(homeserver)}`, () => {
    assert.doesNotMatch(cleanUp(homeserver, soundMas), /client|prune/);
  });
}

test('a remark stays on its line', () => {
  assert.equal(note('a\nrm -r /\r\nb\u2028c'), '# a rm -r / b c');
});

function instructions(name: string, homeserver: string): string {
  const step = finishSteps(factsOf(homeserver, upstreams)).find(({ id }) => id === `operator/${name}`);
  return step?.instructions ?? assert.fail(`no step ${name}`);
}

function cleanUp(homeserver: string, masYaml: string): string {
  const step = finishSteps(factsOf(homeserver, upstreams, {}, masYaml)).at(-1);
  assert.equal(step?.id, 'operator/clean-up');
  return step.instructions;
}
