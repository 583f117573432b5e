import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { packageRoot } from '../../src/support/package-root.ts';
import { Secret } from '../../src/support/secret.ts';

const secret = new Secret('redis.password', 'hunter2');

test('no way to make text of a secret gives its value', () => {
  const texts = [
    String(secret),
    `${secret}`,
    secret.toString(),
    JSON.stringify({ secret }),
    inspect({ secret }, { showHidden: true, depth: null }),
    inspect(secret, { showHidden: true, getters: true }),
    new Error('x', { cause: secret }).stack ?? '',
    inspect(new Error('x', { cause: secret })),
    JSON.stringify({ ...secret }),
    Object.entries(secret).join(),
    JSON.stringify(structuredClone({ ...secret })),
  ];
  for (const text of texts) assert.doesNotMatch(text, /hunter2/);
  assert.equal(secret.reveal(), 'hunter2');
});

test('secrets are compared without being shown', () => {
  assert.ok(secret.equals(new Secret('another name', 'hunter2')));
  assert.ok(!secret.equals(new Secret('redis.password', 'hunter3')));
  assert.ok(!secret.equals(undefined));
  assert.ok(new Secret('a', '').isEmpty);
  assert.ok(!secret.isEmpty);
});

/** Who may ask for the value, and what for. */
const mayReveal: Readonly<Record<string, string>> = {
  'apply/files/result-bytes.ts': "puts a value of homeserver.yaml into MAS's file",
  'apply/files/stage-secret.ts': 'writes the shared secret for Synapse',
  'check/describe-secret-difference.ts': 'says in which way two secrets differ',
  'check/rules/secrets-incomplete.ts': 'says whether it has the form of a key',
  'check/rules/shared-secret-form.ts': 'says whether a header can carry it',
  'cli/demo/demo-databases.ts': 'connects to the server of --postgres-uri',
  'cli/live/keep-new-tokens.ts': 'puts new tokens into the file of --token-file',
  'compile/yaml/secret-slot.ts': 'computes the digest of the file as it will be',
  'compile/yaml/to-file-edits.ts': 'computes the digest of the file as it will be',
  'compile/yaml/verify-edit.ts': 'reads the file as it will be',
  'probe/ask.ts': 'shows a token to the service that it is for',
  'probe/probes/probe-secret.ts': 'says whether Synapse could take it',
  'probe/sessions/log-in-and-out.ts': 'logs in',
  'probe/sessions/refresh-session.ts': 'refreshes a session',
  'support/postgres/connect.ts': 'connects',
  'support/postgres/gather-parameters.ts': 'orders what libpq would take',
  'support/postgres/resolve-tls.ts': 'tries whether the key and its passphrase fit',
};

test('only these files ask for the value of a secret', () => {
  const root = join(packageRoot(), 'src');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));
  // Also `reveal` without a call: it could be handed on.
  const found = files.filter((path) => /\.reveal\b(?!\?)/.test(readFileSync(join(root, path), 'utf8')));
  assert.deepEqual(found.sort(), Object.keys(mayReveal).sort());
});
