import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PlanError } from '../../src/support/errors.ts';
import { masConfig, soundMas, synapseConfig } from './build-configs.ts';
import { one, patched, section } from './patched.ts';

test('a section goes from every file that sets it; the new one goes to the end of the last file', () => {
  const result = patched(
    synapseConfig({
      '/a/homeserver.yaml': 'server_name: a\noidc_providers: [{idp_id: a}]\n',
      '/a/d/homeserver.yaml': 'oidc_providers: [{idp_id: b}]\nx: 1\n',
      '/a/z.yaml': 'y: 1\n',
    }),
  );
  assert.deepEqual(result.texts, {
    '/a/homeserver.yaml': 'server_name: a\n',
    '/a/d/homeserver.yaml': 'x: 1\n',
    '/a/z.yaml': `y: 1\n${section}`,
  });
  assert.deepEqual(
    result.files.map((step) => [step.id, step.backup]),
    [
      ['file/homeserver.yaml', '/a/homeserver.yaml.before-mas-01234567'],
      ['file/homeserver.yaml-2', '/a/d/homeserver.yaml.before-mas-01234567'],
      ['file/z.yaml', '/a/z.yaml.before-mas-01234567'],
    ],
  );
  assert.match(result.files[0]?.reason ?? '', /oidc_providers \(MAS: upstream_oauth2\.providers\)/);
});

test('inside a section only the file that counts is changed', () => {
  const texts = {
    '/a.yaml': 'server_name: a\npassword_config: {enabled: true}\n',
    '/b.yaml': 'password_config: {enabled: true}\n',
  };
  assert.deepEqual(patched(synapseConfig(texts)).texts, {
    '/a.yaml': texts['/a.yaml'],
    '/b.yaml': `password_config: {enabled: false}\n${section}`,
  });
});

for (const tagged of ['!!set {enabled, endpoint}', '!!omap [enabled: true]']) {
  test(`a section that a tag makes into something else is refused with its place: ${tagged}`, () => {
    const config = synapseConfig(`server_name: a\nmatrix_authentication_service: ${tagged}\n`);
    assert.throws(
      () => patched(config),
      (error: unknown) =>
        error instanceof PlanError &&
        error.problems.every(({ code, place }) => code === 'CONFIG_UNPATCHABLE' && place?.line === 2),
    );
  });
}

test('a section matrix_authentication_service that is right changes nothing', () => {
  const config = synapseConfig(`server_name: a\n${section}`);
  assert.deepEqual(patched(config).steps, []);
});

test('an existing section keeps its endpoint, comments and other options', () => {
  const text =
    'server_name: a\nmatrix_authentication_service:\n  # internal\n  endpoint: http://mas:8080/   # docker\n  force_http2: true\n  secret: "old"\nx: 1\n';
  assert.equal(
    one(text),
    'server_name: a\nmatrix_authentication_service:\n  # internal\n  enabled: true\n  secret_path: "/run/secrets/mas"\n  endpoint: http://mas:8080/   # docker\n  force_http2: true\nx: 1\n',
  );
  assert.equal(one('matrix_authentication_service:\nserver_name: a\n'), `server_name: a\n${section}`);
  const flow = 'matrix_authentication_service: {enabled: false, secret: "x"}\nserver_name: a\n';
  assert.equal(
    one(flow),
    'matrix_authentication_service: {"endpoint": "http://127.0.0.1:8090/", "secret_path": "/run/secrets/mas", enabled: true }\nserver_name: a\n',
  );
});

test('a choice of the operator comes before all else', () => {
  const text = one(`server_name: a\n${section}`, undefined, {
    endpoint: 'http://other/',
    secretPathForSynapse: '/in/container',
  });
  assert.match(text, /endpoint: "http:\/\/other\/"\n {2}secret_path: "\/in\/container"/);
});

const inlineMas = soundMas.replace('secret_file: /run/secrets/mas', 'secret: sharedSecretOfBoth');

test('an inline secret of MAS goes to a file of its own, never into the plan', () => {
  const result = patched(synapseConfig({ '/etc/synapse/homeserver.yaml': 'server_name: a\n' }), masConfig(inlineMas));
  assert.deepEqual(
    result.secrets.map(({ path, mode, ownerOf, from, phase }) => ({ path, mode, ownerOf, from, phase })),
    [
      {
        path: '/etc/synapse/mas-shared-secret',
        mode: '0600',
        ownerOf: '/etc/synapse/homeserver.yaml',
        from: { file: '/etc/mas/config.yaml', key: 'matrix.secret' },
        phase: 'cutover',
      },
    ],
  );
  assert.equal(
    result.config.tree.value(['matrix_authentication_service', 'secret_path']),
    '/etc/synapse/mas-shared-secret',
  );
  assert.ok(!JSON.stringify(result.steps).includes('sharedSecretOfBoth'));
  const chosen = patched(synapseConfig('server_name: a\n'), masConfig(inlineMas), {
    secretFile: '/srv/secret',
    secretPathForSynapse: '/data/secret',
  });
  assert.equal(chosen.secrets[0]?.path, '/srv/secret');
  assert.equal(chosen.config.tree.value(['matrix_authentication_service', 'secret_path']), '/data/secret');
});

test('the same inline secret on both sides stays, another one goes', () => {
  const text =
    'server_name: a\nmatrix_authentication_service:\n  enabled: true\n  endpoint: http://mas/\n  secret: sharedSecretOfBoth\n';
  assert.deepEqual(patched(synapseConfig(text), masConfig(inlineMas)).steps, []);
  const other = patched(synapseConfig(text.replace('OfBoth', 'OfNobody')), masConfig(inlineMas));
  assert.equal(other.config.tree.value(['matrix_authentication_service', 'secret']), undefined);
  assert.equal(other.secrets.length, 1);
});

test('a secret that MAS has from its environment cannot be copied', () => {
  const mas = masConfig(soundMas.replace('  secret_file: /run/secrets/mas\n', ''), {
    MAS_MATRIX_SECRET: 'fromEnvironment',
  });
  assert.throws(
    () => patched(synapseConfig('server_name: a\n'), mas),
    (error: unknown) => error instanceof PlanError && error.problems[0]?.code === 'CONFIG_UNPATCHABLE',
  );
});
