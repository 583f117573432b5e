import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPublicCatalog } from '../../../src/inspect/public-catalog.ts';
import { createPair } from '../../support/databases.ts';
import { copiedRows, loadCopies, restoreSql, sqlOf, textRows } from '../../support/plan-steps.ts';
import { insertProviders, planFor, providersYaml } from '../../support/planned.ts';
import { insertEveryKind } from './every-kind.ts';

for (const version of ['1.22', '0.11'] as const) {
  test(`what the copies give is what MAS ${version} holds, and all its constraints agree`, async (t) => {
    const pair = await createPair(t, { mas: version });
    const [source, target] = [pair.synapse.client, pair.mas.client];
    await insertEveryKind(source);
    const { plan } = await planFor(t, pair, { masYaml: providersYaml('oidc-mapped') });
    await insertProviders(target, plan);
    const before = await readPublicCatalog(target);
    await target.query('BEGIN');
    await target.query(sqlOf(plan, 'sql/lock'));
    await target.query(sqlOf(plan, 'sql/clear'));
    await loadCopies(plan, source, target);
    await target.query(restoreSql(plan));
    await target.query(sqlOf(plan, 'sql/analyze'));
    await target.query('COMMIT');
    assert.equal(await readPublicCatalog(target), before);
    for (const step of plan.steps) {
      if (step.kind !== 'copy') continue;
      const inMas = await textRows(target, `SELECT ${step.columns.join(', ')} FROM ${step.table}`);
      const key = (row: object) => JSON.stringify(Object.values(row));
      assert.deepEqual(inMas.map(key).sort(), (await copiedRows(plan, source, step.table)).map(key).sort(), step.table);
      assert.equal(inMas.length, step.rows, step.table);
    }
  });
}

test('MAS 1.22 takes the rows one table after the other with every constraint in place', async (t) => {
  const pair = await createPair(t);
  await insertEveryKind(pair.synapse.client);
  const { plan } = await planFor(t, pair, { masYaml: providersYaml('oidc-mapped') });
  await insertProviders(pair.mas.client, plan);
  await loadCopies(plan, pair.synapse.client, pair.mas.client);
  const { rows } = await pair.mas.client.query('SELECT count(*)::int AS sessions FROM compat_sessions');
  assert.deepEqual(rows, [{ sessions: 18 }]);
});

test('a catalog that is not as it was is seen: the restore makes exactly what the clear removed', async (t) => {
  const pair = await createPair(t);
  const { mas } = pair;
  await mas.client.query(
    "CREATE UNIQUE INDEX odd ON user_emails (lower(email), created_at DESC) INCLUDE (user_id) WHERE email <> ''",
  );
  await mas.client.query(
    'ALTER TABLE user_emails ADD CONSTRAINT "Od""d" UNIQUE (user_id, email) DEFERRABLE INITIALLY DEFERRED',
  );
  await mas.client.query("ALTER TABLE user_emails ADD CONSTRAINT unchecked CHECK (email <> 'x') NOT VALID");
  await mas.client.query("COMMENT ON INDEX user_emails_email_idx IS 'kept'");
  await mas.client.query('CREATE TABLE more (user_id uuid)');
  await mas.client.query('ALTER TABLE more ADD FOREIGN KEY (user_id) REFERENCES users ON DELETE CASCADE NOT VALID');
  const { plan } = await planFor(t, pair);
  assert.ok(plan.target.mustBeEmpty.includes('more'));
  const before = await readPublicCatalog(mas.client);
  await mas.client.query('BEGIN');
  await mas.client.query(sqlOf(plan, 'sql/clear'));
  assert.notEqual(await readPublicCatalog(mas.client), before);
  await mas.client.query(restoreSql(plan));
  assert.equal(await readPublicCatalog(mas.client), before);
});
