import assert from 'node:assert/strict';
import { test } from 'node:test';
import { patchMasConfig } from '../../../src/compile/mas/patch-mas-config.ts';
import { PlanError } from '../../../src/support/errors.ts';
import { masConfig, soundMas, synapseConfig } from '../build-configs.ts';
import { patchedMas, plan } from './patched-mas.ts';

const plain = 'server_name: example.com\npassword_config: {enabled: true}\n';

test('a shared secret that only Synapse has goes to MAS by reference', () => {
  const mas = soundMas.replace('  secret_file: /run/secrets/mas\n', '');
  const old = patchedMas(`${plain}experimental_features:\n  msc3861: {enabled: true, admin_token: S3CRETadmin}\n`, mas);
  assert.equal(String(old.text.match(/secret: .*/)), 'secret: "S3CRETadmin"');
  assert.deepEqual(
    old.steps[0]?.edits?.flatMap(({ secretOf }) => secretOf ?? []),
    [{ file: '/etc/synapse/homeserver.yaml', key: 'experimental_features.msc3861.admin_token' }],
  );
  const inline = patchedMas(`${plain}matrix_authentication_service: {secret: S3CRETinline}\n`, mas);
  assert.match(inline.text, /secret: "S3CRETinline"/);
  const file = patchedMas(`${plain}matrix_authentication_service: {secret_path: /run/s}\n`, mas);
  assert.equal(file.tree.value(['matrix', 'secret_file']), '/run/s');
});

test('what a trial or a generated configuration says of matrix is put right, what somebody wrote is not', () => {
  const generated = soundMas.replace(
    'homeserver: example.com',
    'homeserver: localhost:8008\n  kind: synapse_read_only',
  );
  const { tree } = patchedMas(plain, generated);
  assert.equal(tree.value(['matrix', 'homeserver']), 'example.com');
  assert.equal(tree.value(['matrix', 'kind']), 'synapse');
  const other = patchedMas(plain, soundMas.replace('homeserver: example.com', 'homeserver: example.org'));
  assert.equal(other.tree.value(['matrix', 'homeserver']), 'example.org');
});

test('compat and discovery join the listener that serves oauth', () => {
  const { tree } = patchedMas(plain, soundMas.replace('{name: discovery}, ', '').replace(', {name: compat}', ''));
  const names = tree.value(['http', 'listeners', 0, 'resources']);
  assert.deepEqual(names, [{ name: 'human' }, { name: 'oauth' }, { name: 'discovery' }, { name: 'compat' }]);
});

test('of several files the one that holds the section is patched, with indexes of its own', () => {
  const first =
    'matrix:\n  homeserver: example.com\n  secret: S3CRETx\nhttp:\n  public_base: https://a.example.com/\n  listeners:\n    - name: health\n      resources: [{name: health}]\n      binds: []\n';
  const second = 'http:\n  listeners:\n    - name: web\n      resources:\n        - name: oauth\n      binds: []\n';
  const mas = masConfig({ '/m/a.yaml': first, '/m/b.yaml': second });
  const { steps, files } = patchMasConfig(synapseConfig(plain), mas, plan);
  const step = steps.find(({ path }) => path === '/m/b.yaml');
  assert.ok(step?.phase === 'prepare');
  assert.match(files[1]?.text ?? '', / {8}- name: oauth\n {8}- name: discovery\n {8}- name: compat\n/);
});

test('a section with a tag of its own, which MAS reads as one more section, is refused with its place', () => {
  const mas = masConfig(`${soundMas}account: !custom {a: 1}\n`);
  assert.throws(
    () => patchMasConfig(synapseConfig(plain), mas, plan),
    (error: unknown) =>
      error instanceof PlanError &&
      error.problems.every(({ code, place }) => code === 'CONFIG_UNPATCHABLE' && place?.line !== undefined),
  );
});

test('what stands in the environment cannot be completed, and is refused with the remedy', () => {
  const mas = masConfig(
    'matrix: {homeserver: example.com, secret: S3CRETx}\nhttp: {public_base: "https://a.example.com/"}\n',
    {
      MAS_HTTP_LISTENERS: '[{name="web",resources=[{name="oauth"}]}]',
    },
  );
  assert.throws(
    () => patchMasConfig(synapseConfig(plain), mas, plan),
    (error) =>
      error instanceof PlanError &&
      error.problems.every(({ code, remedy }) => code === 'CONFIG_UNPATCHABLE' && remedy !== undefined),
  );
});
