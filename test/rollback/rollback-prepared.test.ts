import assert from 'node:assert/strict';
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { silentLog } from '../../src/support/log.ts';
import { filesOf, killAt, problemsOf } from '../apply/planned-example.ts';
import { prepareExample } from '../apply/prepared-example.ts';

test('what was prepared and never applied goes back while services run; the database is left alone', async (t) => {
  const example = await prepareExample(t);
  const before = await example.world();
  assert.equal((await problemsOf(example.rollback()))[0]?.code, 'NOT_APPLIED');
  await Promise.all([example.connectAs('synapse'), example.connectAs('mas')]);
  await example.apply({ phase: 'prepare' });
  const told: string[] = [];
  const { receipt } = await example.rollback({ log: { ...silentLog, info: (line) => told.push(line) } });
  assert.deepEqual([receipt.outcome, receipt.transactionId, receipt.steps], ['rolled-back', undefined, []]);
  assert.deepEqual([...filesOf(receipt)].sort(), [...example.prepareFiles].sort());
  assert.match(told.join('\n'), /the database of MAS is left alone/);
  assert.deepEqual(await example.world(), before);
  assert.equal((await problemsOf(example.rollback()))[0]?.code, 'NOT_APPLIED');
});

test('an edited homeserver.yaml, for which the plan is dead, does not keep the files of prepare from going back', async (t) => {
  const example = await prepareExample(t);
  await example.apply({ phase: 'prepare' });
  appendFileSync(join(example.cwd, 'homeserver.yaml'), '# edited\n');
  const { receipt } = await example.rollback();
  assert.deepEqual([...filesOf(receipt)].sort(), [...example.prepareFiles].sort());
});

test('a file of prepare that was edited since is not lost: nothing goes back', async (t) => {
  const example = await prepareExample(t);
  await example.apply({ phase: 'prepare' });
  appendFileSync(example.masYaml, '# edited\n');
  const before = await example.world();
  const [problem] = await problemsOf(example.rollback());
  assert.deepEqual([problem?.code, problem?.place?.file], ['STALE_FILE', example.masYaml]);
  assert.deepEqual(await example.world(), before);
});

test('a secret that was there before prepare stays', async (t) => {
  const example = await prepareExample(t);
  const [secret = ''] = example.prepareFiles;
  await example.apply({ phase: 'prepare' });
  const made = (await example.world()).files['client-secret']?.split(' ')[1] ?? '';
  await example.rollback();
  writeFileSync(secret, `${made}\n`);
  assert.equal((await example.status()).state, 'not-started');
  const before = await example.world();
  const { receipt } = await example.apply({ phase: 'prepare' });
  assert.deepEqual(filesOf(receipt), example.prepareFiles.slice(1));
  await example.sync();
  assert.equal((await example.apply()).receipt.outcome, 'applied');
  await example.rollback();
  assert.deepEqual((await example.world()).files, before.files);
});

test('the files of both phases go back after an apply, last first', async (t) => {
  const example = await prepareExample(t);
  await example.sync();
  const before = await example.world();
  await example.apply();
  const { receipt } = await example.rollback();
  assert.deepEqual(filesOf(receipt), [...example.plan.summary.files].reverse());
  const after = await example.world();
  assert.deepEqual({ ...after, schemas: before.schemas }, before);

  await example.apply({ phase: 'prepare' });
  await example.connectAs('synapse');
  const again = await example.rollback();
  assert.deepEqual([...filesOf(again.receipt)].sort(), [...example.prepareFiles].sort());
  assert.deepEqual(await example.world(), after);
});

test('killed between database and files, the next rollback restores both phases, with services stopped', async (t) => {
  const example = await prepareExample(t);
  await example.sync();
  const before = await example.world();
  await example.apply();
  await killAt('committed', 'rollback', example);
  assert.equal((await example.status()).state, 'interrupted');
  const service = await example.connectAs('synapse');
  assert.equal((await problemsOf(example.rollback()))[0]?.code, 'SERVICE_CONNECTED');
  await service.end();
  await example.rollback();
  assert.deepEqual({ ...(await example.world()), schemas: before.schemas }, before);
});

test('while another plan is applied, what this one prepared stays', async (t) => {
  const example = await prepareExample(t);
  await example.sync();
  await example.apply();
  const other = example.withPlan((plan) => ({ ...plan, created: { ...plan.created, by: 'eve' } }));
  assert.equal((await problemsOf(other.rollback()))[0]?.code, 'NOT_APPLIED');
});
