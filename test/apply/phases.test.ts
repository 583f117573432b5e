import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { takeLock } from '../../src/apply/lock.ts';
import { silentLog } from '../../src/support/log.ts';
import { filesOf, onStep, planExample, problemsOf, receiptsIn } from './planned-example.ts';
import { preparedNames, prepareExample } from './prepared-example.ts';

test('prepare puts its files in place while both services run, and nothing else', async (t) => {
  const example = await prepareExample(t);
  await Promise.all([example.connectAs('synapse'), example.connectAs('mas')]);
  const before = await example.world();
  const { receipt } = await example.apply({ phase: 'prepare' });
  assert.deepEqual([receipt.command, receipt.outcome, receipt.code], ['apply', 'prepared', undefined]);
  assert.deepEqual([receipt.steps, filesOf(receipt)], [[], example.prepareFiles]);
  const after = await example.world();
  assert.deepEqual({ ...after, files: before.files }, before);
  assert.deepEqual(
    Object.keys(after.files)
      .filter((name) => after.files[name] !== before.files[name])
      .sort(),
    ['mas.yaml', ...preparedNames(example)].sort(),
  );
  assert.match(readFileSync(example.masYaml, 'utf8'), /# prepared\n$/);

  const again = await example.apply({ phase: 'prepare' });
  assert.deepEqual([again.receipt.outcome, filesOf(again.receipt)], ['prepared', []]);
  assert.deepEqual(await example.world(), after);
});

test('prepare, sync, cutover: the whole way, and each part a second time', async (t) => {
  const example = await prepareExample(t);
  await example.apply({ phase: 'prepare' });
  await example.sync();
  const { receipt } = await example.apply({ phase: 'cutover' });
  assert.equal(receipt.outcome, 'applied');
  assert.deepEqual([...example.prepareFiles, ...filesOf(receipt)], example.plan.summary.files);
  await example.verify();
  const applied = await example.world();
  for (const phase of ['prepare', 'cutover', undefined] as const) {
    const again = await example.apply({ phase });
    assert.deepEqual([again.receipt.outcome, filesOf(again.receipt)], ['already-applied', []]);
  }
  assert.deepEqual(await example.world(), applied);
});

test('without a phase, both run where the steps between them are done already', async (t) => {
  const example = await prepareExample(t);
  await example.sync();
  const { receipt } = await example.apply();
  assert.equal(receipt.outcome, 'applied');
  assert.deepEqual(filesOf(receipt), example.plan.summary.files);
  await example.verify();
});

test('without a phase, it prepares and stops where a step for people is not done; then it goes on', async (t) => {
  const example = await prepareExample(t);
  const services = await Promise.all([example.connectAs('synapse'), example.connectAs('mas')]);
  const told: string[] = [];
  const problems = await problemsOf(example.apply({ log: { ...silentLog, info: (line) => told.push(line) } }));
  assert.ok(problems.every(({ code, message }) => code === 'STALE_TARGET' && message.startsWith('assert/providers:')));
  assert.match(problems[0]?.remedy ?? '', /mas-cli config sync/);
  assert.ok(told.some((line) => example.prepareFiles.every((path) => line.includes(path))));
  const [receipt] = receiptsIn(example.cwd);
  assert.deepEqual(
    [receipt?.outcome, receipt?.code, filesOf(receipt)],
    ['prepared', 'STALE_TARGET', example.prepareFiles],
  );
  assert.equal((await example.status()).state, 'prepared');

  const prepared = await example.world();
  assert.equal((await problemsOf(example.apply()))[0]?.code, 'STALE_TARGET');
  await example.sync();
  assert.deepEqual(
    (await problemsOf(example.apply())).map(({ code }) => code),
    ['SERVICE_CONNECTED', 'SERVICE_CONNECTED'],
  );
  assert.deepEqual((await example.world()).files, prepared.files);
  await Promise.all(services.map((client) => client.end()));
  assert.equal((await example.apply()).receipt.outcome, 'applied');
});

test('what stops the cutover after prepare leaves the receipt at prepared', async (t) => {
  const example = await prepareExample(t);
  await example.sync();
  await example.connectAs('synapse');
  assert.equal((await problemsOf(example.apply()))[0]?.code, 'SERVICE_CONNECTED');
  const [receipt] = receiptsIn(example.cwd);
  assert.deepEqual([receipt?.outcome, receipt?.code], ['prepared', 'SERVICE_CONNECTED']);
});

test('the cutover wants every file of prepare in place, and the steps for people done', async (t) => {
  const example = await prepareExample(t);
  const before = await example.world();
  const problems = await problemsOf(example.apply({ phase: 'cutover' }));
  const files = problems.filter(({ code }) => code === 'STALE_FILE');
  assert.deepEqual(
    files.map(({ place }) => place?.file),
    example.prepareFiles,
  );
  for (const { remedy } of files) assert.match(remedy ?? '', /apply --phase prepare/);
  assert.ok(problems.some(({ code, message }) => code === 'STALE_TARGET' && message.startsWith('assert/providers')));
  assert.deepEqual(await example.world(), before);
  assert.equal(receiptsIn(example.cwd)[0]?.outcome, 'failed');

  // Nobody is sent to stop a service first.
  await example.connectAs('synapse');
  const running = await problemsOf(example.apply({ phase: 'cutover' }));
  assert.ok(running.every(({ code }) => code !== 'SERVICE_CONNECTED'));
  assert.equal(running.filter(({ code }) => code === 'STALE_FILE').length, 3);
});

test('a guard that falls between the check and the transaction stops it there', async (t) => {
  const example = await prepareExample(t);
  await example.apply({ phase: 'prepare' });
  await example.sync();
  const before = await example.world();
  const { log } = onStep('sql/lock', () => {
    runAtOnce(example.pair.mas.superuserUri, 'DELETE FROM upstream_oauth_providers');
  });
  const problems = await problemsOf(example.apply({ log }));
  assert.deepEqual([...new Set(problems.map(({ code }) => code))], ['STALE_TARGET']);
  assert.deepEqual((await example.world()).files, before.files);
});

test('files of prepare that somebody edited are told at once, with those of the cutover; nothing happens', async (t) => {
  const example = await prepareExample(t);
  const [secret = '', masYaml = '', extra = ''] = example.prepareFiles;
  const homeserver = join(example.cwd, 'homeserver.yaml');
  writeFileSync(secret, 'something else\n');
  writeFileSync(extra, 'mine: true\n');
  for (const path of [masYaml, homeserver]) appendFileSync(path, '# edited\n');
  const before = await example.world();
  for (const phase of ['prepare', undefined] as const) {
    const problems = await problemsOf(example.apply({ phase }));
    assert.deepEqual([...new Set(problems.map(({ code }) => code))], ['STALE_FILE']);
    assert.deepEqual(problems.map(({ place }) => place?.file).sort(), [secret, masYaml, extra, homeserver].sort());
  }
  assert.deepEqual(await example.world(), before);
});

test('a plan that MAS has left behind is not prepared', async (t) => {
  const example = await prepareExample(t);
  await example.mas.query(
    `INSERT INTO users (user_id, username, created_at) VALUES (gen_random_uuid(), 'someone', now())`,
  );
  const before = await example.world();
  assert.equal((await problemsOf(example.apply({ phase: 'prepare' })))[0]?.code, 'STALE_TARGET');
  assert.deepEqual(await example.world(), before);
});

test('a file of prepare that was edited since stops the cutover', async (t) => {
  const example = await prepareExample(t);
  await example.apply({ phase: 'prepare' });
  await example.sync();
  const [secret = '', masYaml = ''] = example.prepareFiles;
  appendFileSync(masYaml, '# edited\n');
  writeFileSync(secret, 'something else');
  for (const phase of ['cutover', undefined] as const) {
    const problems = await problemsOf(example.apply({ phase }));
    assert.deepEqual(
      problems.map(({ code, place }) => [code, place?.file]),
      [secret, masYaml].map((path) => ['STALE_FILE', path]),
    );
    assert.ok(!problems[0]?.message.includes('sha256:'));
  }
  assert.equal((await problemsOf(example.apply({ phase: 'prepare' })))[0]?.code, 'STALE_FILE');
});

test('a plan without files of prepare has nothing to prepare, and says so', async (t) => {
  const example = await planExample(t);
  const before = await example.world();
  const told: string[] = [];
  const { receipt } = await example.apply({ phase: 'prepare', log: { ...silentLog, info: (line) => told.push(line) } });
  assert.deepEqual([receipt.outcome, filesOf(receipt)], ['prepared', []]);
  assert.match(told.join('\n'), /nothing to do/);
  assert.deepEqual(await example.world(), before);
  assert.equal((await example.status()).state, 'not-started');
  assert.equal((await example.apply({ phase: 'cutover' })).receipt.outcome, 'applied');
});

test('prepare needs approvals, a plan that may run, the database that was planned and the lock', async (t) => {
  const example = await prepareExample(t);
  const before = await example.world();
  const phase = 'prepare';
  assert.equal((await problemsOf(example.apply({ phase, authorization: {} })))[0]?.code, 'APPROVAL_MISSING');
  const errored = example.withPlan((plan) => ({ ...plan, errored: true }));
  assert.equal((await problemsOf(errored.apply({ phase })))[0]?.code, 'PLAN_ERRORED');
  const elsewhere = example.withPlan((plan) => {
    const database = { ...plan.target.database, oid: 1 };
    return { ...plan, target: { ...plan.target, database } };
  });
  assert.equal((await problemsOf(elsewhere.apply({ phase })))[0]?.code, 'STALE_TARGET');
  const holder = await example.connectAs('mas');
  await takeLock(holder);
  assert.equal((await problemsOf(example.apply({ phase })))[0]?.code, 'LOCK_HELD');
  assert.deepEqual(await example.world(), before);
});

test('another plan that is applied stops prepare too', async (t) => {
  const example = await prepareExample(t);
  await example.sync();
  await example.apply();
  const other = example.withPlan((plan) => ({ ...plan, created: { ...plan.created, by: 'eve' } }));
  const [problem] = await problemsOf(other.apply({ phase: 'prepare' }));
  assert.deepEqual([problem?.code, problem?.message.includes(example.planId)], ['STALE_TARGET', true]);
});

test('a rehearsal puts no file in place, says which are to come, and wants the guards to hold', async (t) => {
  const example = await prepareExample(t);
  const before = await example.world();
  const warned: string[] = [];
  const log = { ...silentLog, warn: (line: string) => warned.push(line) };
  const [problem] = await problemsOf(example.apply({ rehearse: true, log }));
  assert.equal(problem?.code, 'STALE_TARGET');
  assert.ok(warned.some((line) => line.includes(example.masYaml)));
  assert.equal(receiptsIn(example.cwd)[0]?.outcome, 'failed');
  assert.equal((await example.apply({ rehearse: true, phase: 'prepare' })).receipt.outcome, 'rehearsed');
  assert.deepEqual(await example.world(), before);

  await example.sync();
  const synced = await example.world();
  const { receipt } = await example.apply({ rehearse: true });
  assert.deepEqual([receipt.outcome, filesOf(receipt)], ['rehearsed', []]);
  assert.ok(receipt.steps.some(({ id }) => id === 'sql/analyze'));
  assert.equal((await problemsOf(example.apply({ rehearse: true, phase: 'cutover' })))[0]?.code, 'STALE_FILE');
  assert.deepEqual(await example.world(), synced);

  await example.apply({ phase: 'prepare' });
  assert.equal((await example.apply({ rehearse: true, phase: 'cutover' })).receipt.outcome, 'rehearsed');
});

test('status names each state and the command for it', async (t) => {
  const example = await prepareExample(t);
  const apply = 'syn2mas-plan apply PLAN --allowed-signers FILE';
  const fresh = await example.status();
  assert.deepEqual([fresh.state, fresh.next], ['not-started', `${apply} --phase prepare`]);
  await example.apply({ phase: 'prepare' });
  const prepared = await example.status();
  assert.equal(prepared.state, 'prepared');
  assert.equal(prepared.next, `${apply} --phase cutover`);
  const open = prepared.before.filter(({ state }) => state === 'open');
  assert.deepEqual(
    open.map(({ id }) => id),
    ['operator/mas-config-sync'],
  );
  assert.match(open[0]?.why ?? '', /provider/);
  for (const { phase, state } of prepared.files) assert.equal(state, phase === 'prepare' ? 'after' : 'before');

  await example.sync();
  await example.apply();
  assert.equal((await example.status()).state, 'applied');
  await example.rollback();
  assert.deepEqual([(await example.status()).state, (await example.status()).next], ['rolled-back', fresh.next]);
  await example.apply({ phase: 'prepare' });
  assert.deepEqual([(await example.status()).state, (await example.status()).next], ['prepared', prepared.next]);
});

test('once applied, a file of prepare that went back is only put in place by --phase prepare', async (t) => {
  const example = await prepareExample(t);
  const planned = readFileSync(example.masYaml);
  await example.sync();
  await example.apply();
  const applied = await example.world();
  writeFileSync(example.masYaml, planned);
  const status = await example.status();
  assert.equal(status.state, 'interrupted');
  assert.match(status.next, /--phase prepare$/);
  assert.deepEqual(status.pending, [example.masYaml]);
  const [problem] = await problemsOf(example.apply());
  assert.deepEqual([problem?.code, problem?.place?.file], ['FILES_INCOMPLETE', example.masYaml]);
  assert.match(problem?.remedy ?? '', /apply --phase prepare/);
  const { receipt } = await example.apply({ phase: 'prepare' });
  assert.deepEqual([receipt.outcome, filesOf(receipt)], ['already-applied', [example.masYaml]]);
  assert.deepEqual(await example.world(), applied);
});

/** Nothing else in this process goes on before the statement is done. */
function runAtOnce(uri: string, sql: string): void {
  const program = `
    const { default: pg } = await import(process.argv[1]);
    const client = new pg.Client({ connectionString: process.argv[2] });
    await client.connect();
    await client.query(process.argv[3]);
    await client.end();`;
  execFileSync(process.execPath, ['--input-type=module', '-e', program, import.meta.resolve('pg'), uri, sql]);
}
