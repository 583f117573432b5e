import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkMasSettings } from '../../../src/check/check-mas-settings.ts';
import { masConfig, soundMas, synapseConfig } from '../../compile/build-configs.ts';

function found(synapse: Parameters<typeof synapseConfig>[0], mas = masConfig()) {
  return checkMasSettings(synapseConfig(synapse), mas)
    .filter(({ id }) => /hidden|contradictory/.test(id))
    .map(({ id, what, where }) => [
      id,
      what,
      ...where.map(({ file, line, key }) => `${file ?? ''}:${line ?? ''} ${key ?? ''}`),
    ]);
}

test('a later file hides a value, and both places are told', () => {
  const a = 'server_name: example.com\nmax_upload_size: 1M\nturn_shared_secret: S3CRET\n';
  const b = '# later\nmax_upload_size: 1M\nturn_shared_secret: S3CRETother\n';
  assert.deepEqual(found({ '/a.yaml': a, '/b.yaml': b }), [
    [
      'synapse/hidden-option',
      'max_upload_size stands at two places, with the same value; the second one counts.',
      '/a.yaml:2 max_upload_size',
      '/b.yaml:2 max_upload_size',
    ],
    [
      'synapse/hidden-option',
      'turn_shared_secret stands at two places, with different values; the second one counts.',
      '/a.yaml:3 turn_shared_secret',
      '/b.yaml:3 turn_shared_secret',
    ],
  ]);
});

test('a key that stands twice in one file hides itself, at any depth', () => {
  const text = 'server_name: example.com\nfederation:\n  a: 1\n  a: 2\nmotd: x\nmotd: y\n';
  assert.deepEqual(
    found(text).map(([id, what, ...where]) => [id, what?.split(' ')[0], ...where]),
    [
      ['synapse/hidden-option', 'motd', '/etc/synapse/homeserver.yaml:5 motd', '/etc/synapse/homeserver.yaml:6 motd'],
      [
        'synapse/hidden-option',
        'federation.a',
        '/etc/synapse/homeserver.yaml:3 federation.a',
        '/etc/synapse/homeserver.yaml:4 federation.a',
      ],
    ],
  );
});

test('of what decides the migration, different values are a warning of their own, equal ones are not', () => {
  const a = 'server_name: example.org\npassword_config: {enabled: true}\n';
  const b = 'server_name: example.com\npassword_config: {enabled: true}\n';
  assert.deepEqual(
    found({ '/a.yaml': a, '/b.yaml': b }).map(([id, what]) => [id, what?.split(' ')[0]]),
    [
      ['synapse/hidden-option', 'password_config'],
      ['synapse/contradictory-option', 'server_name'],
    ],
  );
});

test('MAS merges at every depth: only values of the same option hide each other, lists are joined', () => {
  const more =
    'matrix:\n  homeserver: example.com\n  endpoint: http://a/\npasswords: {schemes: []}\nemail: {transport: blackhole}\n';
  const last = 'matrix:\n  endpoint: http://b/\nemail: {transport: sendmail}\n';
  const mas = masConfig(
    { '/m/a.yaml': soundMas, '/m/b.yaml': more, '/m/c.yaml': last },
    { MAS_EMAIL_TRANSPORT: 'smtp' },
  );
  assert.deepEqual(
    found('server_name: example.com\n', mas).map(([id, what, ...where]) => [id, what?.split(' ')[0], ...where]),
    [
      ['mas/hidden-option', 'matrix.homeserver', '/m/a.yaml:8 matrix.homeserver', '/m/b.yaml:2 matrix.homeserver'],
      [
        'mas/hidden-option',
        'email.transport',
        ': MAS_EMAIL_TRANSPORT in the environment',
        '/m/b.yaml:5 email.transport',
      ],
      ['mas/hidden-option', 'email.transport', '/m/b.yaml:5 email.transport', '/m/c.yaml:3 email.transport'],
      ['synapse/contradictory-option', 'matrix.endpoint', '/m/b.yaml:3 matrix.endpoint', '/m/c.yaml:2 matrix.endpoint'],
    ],
  );
});

test('aliases and a mapping that holds itself do no harm', () => {
  assert.deepEqual(found('server_name: example.com\na: &a {b: *a}\nc: &c [*c]\nd: *a\n'), []);
});
