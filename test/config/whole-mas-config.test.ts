import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import { readMasConfig } from '../../src/config/read-mas-config.ts';
import { packageRoot } from '../../src/support/package-root.ts';
import { Secret } from '../../src/support/secret.ts';

test('a whole configuration is read, and it is one that MAS accepts', () => {
  const folder = join(packageRoot(), 'test/fixtures/mas');
  const config = readMasConfig(['config.yaml', 'local.yaml'], { cwd: folder, env: {} });
  const schema = JSON.parse(
    readFileSync(join(packageRoot(), 'test/fixtures/mas-config.schema.json'), 'utf8'),
  ) as object;
  const validate = new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile(schema);
  assert.equal(validate(revealAll(config.tree.value([]))), true, JSON.stringify(validate.errors));
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

/** The same value with every secret as it is in the file. */
function revealAll(value: unknown): unknown {
  if (value instanceof Secret) return value.reveal();
  if (Array.isArray(value)) return value.map(revealAll);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, revealAll(item)]));
}
