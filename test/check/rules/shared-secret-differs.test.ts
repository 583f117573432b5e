import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sharedSecretDiffers } from '../../../src/check/rules/shared-secret-differs.ts';
import { masConfig, synapseConfig } from '../../compile/build-configs.ts';

const inline = 'matrix:\n  homeserver: example.com\n  secret: S3CRET_MAS\n';
const section = (name: string): string => `matrix_authentication_service:\n  ${name}: S3CRET_SYNAPSE\n`;
const old = 'experimental_features:\n  msc3861:\n    admin_token: S3CRET_OLD\n';

test('two secrets that are written down and differ: both places, no value', () => {
  const found = sharedSecretDiffers.observe(synapseConfig(`${section('secret')}${old}`), masConfig(inline));
  assert.deepEqual(
    found.map(({ where }) => where.map(({ file, line }) => [file, line])),
    [
      [
        ['/etc/synapse/homeserver.yaml', 2],
        ['/etc/mas/config.yaml', 3],
      ],
      [
        ['/etc/synapse/homeserver.yaml', 5],
        ['/etc/mas/config.yaml', 3],
      ],
    ],
  );
  assert.ok(!JSON.stringify(found).includes('S3CRET'));
});

for (const [name, synapse, mas] of [
  ['the same', section('secret').replace('S3CRET_SYNAPSE', 'S3CRET_MAS'), inline],
  ['none in Synapse', 'server_name: a\n', inline],
  ['an empty one in Synapse', 'matrix_authentication_service: {secret: ""}\n', inline],
  ['a file in Synapse', section('secret_path'), inline],
  ['a file in MAS', section('secret'), 'matrix: {homeserver: a, secret_file: /a}\n'],
  ['none in MAS', section('secret'), 'matrix: {homeserver: a}\n'],
] as const) {
  test(`no finding: ${name}`, () => {
    assert.deepEqual(sharedSecretDiffers.observe(synapseConfig(synapse), masConfig(mas)), []);
  });
}
