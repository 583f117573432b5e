import assert from 'node:assert/strict';
import { test } from 'node:test';
import { oddRows } from '../../src/check/coverage/odd-rows.ts';
import { createPair } from '../support/databases.ts';
import { planFor, providersYaml } from '../support/planned.ts';
import { source } from '../support/synapse-rows.ts';
import { goThrough, readAll } from './go-through.ts';
import { refusedRows, takenRows, toldOf } from './row-cases.ts';

const masYaml = providersYaml('oidc-mapped');

test('odd rows that are taken go all the way, as FINDINGS.md says', async (t) => {
  const pair = await createPair(t);
  const rows = source(pair.synapse.client, 'example.org');
  for (const { add } of takenRows) await add(rows).insert();
  const { plan, apply } = await goThrough(t, pair, { masYaml });
  assert.equal(plan.errored, false);
  await apply();
  const found = new Set(plan.findings.map(({ id }) => id));
  const reasons = new Set(plan.accounting.flatMap(({ skipped }) => skipped.map(({ reason }) => reason)));
  for (const { what, read } of takenRows) {
    const told = toldOf(what);
    assert.notEqual(told.decision, 'refused', what);
    const isTold = told.decision !== 'carried over';
    for (const id of told.findings ?? []) assert.equal(found.has(id), isTold, `${what}: ${id}`);
    for (const reason of told.reasons ?? []) assert.ok(reasons.has(reason), `${what}: ${reason}`);
    if (!read) continue;
    const [sql, values] = read;
    const rows = await readAll<{ value: unknown }>(pair.mas.superuserUri, sql);
    assert.deepEqual(
      rows.map(({ value }) => value),
      values,
      what,
    );
  }
});

for (const { what, add } of refusedRows) {
  test(`refused: ${what}`, async (t) => {
    const pair = await createPair(t);
    await add(source(pair.synapse.client, 'example.org')).insert();
    const { plan } = await planFor(t, pair, { masYaml });
    const { decision, findings } = toldOf(what);
    assert.equal(decision, 'refused');
    assert.deepEqual(
      [...new Set(plan.findings.filter(({ severity }) => severity === 'error').map(({ id }) => id))],
      findings,
    );
  });
}

test('a subject that is refused fits into the index of Synapse, and not into that of MAS', async (t) => {
  const { synapse, mas } = await createPair(t);
  const refused = refusedRows.find(({ what }) => what.startsWith('External ids'));
  await refused?.add(source(synapse.client, 'example.org')).insert();
  const { rows } = await synapse.client.query<{ id: string }>('SELECT external_id AS id FROM user_external_ids');
  assert.equal(rows[0]?.id.length, 2677);
  await mas.client.query('CREATE TEMPORARY TABLE links (provider uuid, subject text, UNIQUE (provider, subject))');
  const insert = (length: number) =>
    mas.client.query('INSERT INTO links VALUES (gen_random_uuid(), left($1, $2))', [rows[0]?.id, length]);
  await insert(2676);
  await assert.rejects(insert(2677), /index row size/);
});

test('a server without any user goes all the way', async (t) => {
  const pair = await createPair(t);
  const { plan, apply, run } = await goThrough(t, pair);
  assert.deepEqual(
    plan.findings.filter(({ where }) => where.some(({ database }) => database !== undefined)),
    [],
  );
  await apply();
  assert.equal((await run('rollback', 'plan.yaml')).exitCode, 0);
});

test('FINDINGS.md tells of no odd row that no test takes', () => {
  const tested = [...takenRows, ...refusedRows].map(({ what }) => what);
  const told = oddRows.map(({ what }) => what).filter((what) => what !== 'No user at all');
  assert.deepEqual([...tested].sort(), [...told].sort());
});
