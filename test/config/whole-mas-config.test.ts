import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { readMasConfig } from '../../src/config/read-mas-config.ts';
import { packageRoot } from '../../src/support/package-root.ts';
import { Secret } from '../../src/support/secret.ts';
import { masSchemaErrors } from '../support/mas-schema.ts';

test('a whole configuration is read, and it is one that MAS accepts', () => {
  const folder = join(packageRoot(), 'test/fixtures/mas');
  const config = readMasConfig(['config.yaml', 'local.yaml'], { cwd: folder, env: {} });
  assert.deepEqual(masSchemaErrors(config.tree.value([])), []);
  assert.deepEqual(
    [
      config.publicBase,
      config.matrix.homeserver,
      config.providers.map(({ synapseIdpId }) => synapseIdpId),
      config.passwords.schemes.length,
    ],
    ['https://auth.example.org/', 'example.org', ['oidc-keycloak', 'oidc-github'], 2],
  );
  assert.ok(config.tree.value(['secrets', 'encryption']) instanceof Secret);
  assert.ok(config.tree.value(['secrets', 'keys', 0, 'key']) instanceof Secret);
  assert.ok(config.tree.value(['database', 'uri']) instanceof Secret);
});
