import assert from 'node:assert/strict';
import { test } from 'node:test';
import { insertEveryKind } from '../compile/database/every-kind.ts';
import { createPair } from '../support/databases.ts';
import { providersYaml } from '../support/planned.ts';
import { goThrough, readAll } from './go-through.ts';

/** What a release of Synapse did not have yet, from the newest to the oldest; each lacks all before it too. */
const lacking: readonly (readonly [before: string, schema: number, sql: string])[] = [
  ['1.107', 84, 'ALTER TABLE users DROP suspended'],
  ['1.91', 80, 'ALTER TABLE users DROP locked'],
  ['1.69', 72, 'ALTER TABLE users DROP approved'],
  ['1.49', 65, 'ALTER TABLE refresh_tokens DROP expiry_ts, DROP ultimate_session_expiry_ts'],
  ['1.42', 60, 'DROP TABLE registration_tokens'],
];

test('schemas of Synapse back to the first with refresh tokens: what they lack is absent, all else goes along', async (t) => {
  const pair = await createPair(t);
  await insertEveryKind(pair.synapse.client);
  const { rows } = await pair.synapse.client.query(`SELECT count(*)::int AS locked FROM users WHERE locked`);
  assert.deepEqual(rows, [{ locked: 1 }]);
  for (const [before, schema, sql] of lacking) {
    await pair.synapse.client.query(`${sql}; UPDATE schema_version SET version = ${schema}`);
    const { plan } = await goThrough(t, pair, {
      masYaml: providersYaml('oidc-mapped', 'oidc-unmapped'),
      words: ['--synapse-version', '1.163.2'],
    });
    assert.deepEqual(
      plan.findings.filter(({ severity }) => severity === 'error'),
      [],
      before,
    );
    assert.equal(plan.summary.rowsMigrated > 40, true, before);
    assert.equal(
      plan.accounting.some(({ entity }) => entity === 'registration_tokens'),
      schema > 60,
      before,
    );
    assert.equal(
      plan.lifecycle?.some(({ state }) => state === 'locked'),
      schema > 80,
      before,
    );
  }
  const { plan, apply } = await goThrough(t, pair, {
    masYaml: providersYaml('oidc-mapped', 'oidc-unmapped'),
    words: ['--synapse-version', '1.163.2'],
  });
  await apply();
  const users = await readAll(pair.mas.superuserUri, 'SELECT count(*)::int AS users FROM users');
  assert.deepEqual(users, [{ users: plan.summary.tables.find(({ table }) => table === 'users')?.rows }]);
});
