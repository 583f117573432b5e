import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { packageRoot } from '../../src/support/package-root.ts';
import { changeStep, filesOf, onStep, planExample, problemsOf, receiptsIn, slowly } from './planned-example.ts';

test('a SELECT that fails half-way leaves everything as it was', async (t) => {
  const example = await planExample(t);
  const before = await example.world();
  const broken = example.withPlan((plan) =>
    changeStep(
      plan,
      'copy/user_registration_tokens',
      (select) => `SELECT q.* FROM (${select}) AS q\nWHERE 1 / (length(q.token) - length(q.token)) = 1`,
    ),
  );
  const [problem, ...others] = await problemsOf(broken.apply());
  assert.deepEqual(others, []);
  assert.equal(problem?.code, 'APPLY_FAILED');
  assert.match(
    problem?.message ?? '',
    /^step copy\/user_registration_tokens: ERROR: division by zero \(SQLSTATE 22012\)/,
  );
  assert.equal(problem?.place?.database, 'synapse');
  assert.deepEqual(await example.world(), before);
  const [receipt] = receiptsIn(example.cwd);
  assert.deepEqual([receipt?.outcome, receipt?.code, filesOf(receipt)], ['failed', 'APPLY_FAILED', []]);
  assert.ok(receipt?.steps.some(({ id }) => id === 'copy/users'));
  assert.equal((await example.apply()).receipt.outcome, 'applied');
});

test('a statement that the server does not understand is shown with its line', async (t) => {
  const example = await planExample(t);
  const broken = example.withPlan((plan) =>
    changeStep(plan, 'copy/users', (select) => `SELECT q.* FROM (${select}\n) AS q\nWHERE q.username = 1`),
  );
  const [problem] = await problemsOf(broken.apply());
  assert.equal(problem?.code, 'APPLY_FAILED');
  assert.match(problem?.excerpt ?? '', /\d+ \| .*WHERE q\.username = 1\n +\| {18}\^$/);
});

test('what breaks a constraint of MAS is named without values', async (t) => {
  const example = await planExample(t);
  const before = await example.world();
  const twice = example.withPlan((plan) =>
    changeStep(plan, 'copy/compat_access_tokens', (select) =>
      select.replace('s.access_token::text AS access_token', "'same-for-all'::text AS access_token"),
    ),
  );
  const [problem] = await problemsOf(twice.apply());
  assert.equal(problem?.code, 'APPLY_FAILED');
  assert.match(problem?.message ?? '', /^step restore\/compat_access_tokens: .*SQLSTATE 23505.*constraint /s);
  assert.doesNotMatch(problem?.message ?? '', /same-for-all/);
  assert.deepEqual(await example.world(), before);
});

test('rows that do not agree with the accounting are a bug, and are rolled back', async (t) => {
  const example = await planExample(t);
  const before = await example.world();
  const fewer = example.withPlan((plan) => changeStep(plan, 'copy/user_passwords', (select) => `${select}\nLIMIT 1`));
  await assert.rejects(fewer.apply(), /^Error: copy\/user_passwords: 1 rows were copied, the accounting says \d+$/);
  assert.deepEqual(await example.world(), before);
  assert.deepEqual(
    receiptsIn(example.cwd).map(({ outcome, code }) => [outcome, code]),
    [['failed', undefined]],
  );
});

test('a schema that would not be what it was is rolled back, and told', async (t) => {
  const example = await planExample(t);
  const before = await example.world();
  const index = /^CREATE INDEX (\S+) .*;\n/m;
  let name = '';
  const forgetful = example.withPlan((plan) =>
    changeStep(plan, 'restore/user_emails', (sql) => {
      name = index.exec(sql)?.[1] ?? '';
      return sql.replace(index, '');
    }),
  );
  const [problem] = await problemsOf(forgetful.apply());
  assert.equal(problem?.code, 'APPLY_FAILED');
  assert.match(problem?.excerpt ?? '', new RegExp(`^- index .*${name}`));
  assert.deepEqual(await example.world(), before);
});

test('a provider that goes away after the first check is noticed in the transaction', async (t) => {
  const example = await planExample(t);
  const before = await example.world();
  const statement = 'UPDATE upstream_oauth_providers SET upstream_oauth_provider_id = gen_random_uuid()';
  const { log } = onStep('sql/lock', () => runAtOnce(example.pair.mas.superuserUri, statement));
  const problems = await problemsOf(example.apply({ log }));
  assert.deepEqual([...new Set(problems.map(({ code }) => code))], ['STALE_TARGET']);
  assert.match(problems[0]?.message ?? '', /^assert\/providers: /);
  assert.deepEqual((await example.world()).files, before.files);
  assert.ok(receiptsIn(example.cwd)[0]?.steps.some(({ id }) => id === 'sql/lock'));
});

/** While this process waits, so that nothing of it runs before the statement is committed. */
function runAtOnce(uri: string, statement: string): void {
  const program = `import { Client } from 'pg';
    const client = new Client({ connectionString: process.argv[1] });
    await client.connect();
    await client.query(process.argv[2]);
    await client.end();`;
  execFileSync(process.execPath, ['--input-type=module', '-e', program, uri, statement], { cwd: packageRoot() });
}

for (const side of ['synapse', 'mas'] as const) {
  test(`a connection to ${side} that breaks leaves everything as it was`, async (t) => {
    const example = await planExample(t);
    const before = await example.world();
    const slow = example.withPlan((plan) => changeStep(plan, 'copy/compat_sessions', slowly));
    const { log } = onStep('copy/compat_sessions', () => {
      void example[side].query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'syn2mas-plan'`,
      );
    });
    const [problem] = await problemsOf(slow.apply({ log }));
    assert.equal(problem?.code, 'APPLY_FAILED');
    assert.match(problem?.message ?? '', /terminating connection|connection to the server broke/);
    assert.deepEqual(await example.world(), before);
    assert.equal((await example.apply()).receipt.outcome, 'applied');
  });
}

test('a COMMIT that the server refuses is a failure like any other', async (t) => {
  const example = await planExample(t);
  await example.apply();
  await example.rollback();
  const before = await example.world();
  await onJournal(example.mas, `RAISE EXCEPTION 'not today'`);
  const [problem] = await problemsOf(example.apply());
  assert.equal(problem?.code, 'APPLY_FAILED');
  assert.match(problem?.message ?? '', /COMMIT: .*SQLSTATE P0001/);
  assert.deepEqual(await example.world(), before);
});

test('a connection that breaks during COMMIT is said to be unknown, and the next apply finds out', async (t) => {
  const example = await planExample(t);
  await example.apply();
  await example.rollback();
  const before = await example.world();
  await onJournal(example.mas, 'PERFORM pg_terminate_backend(pg_backend_pid())');
  const [problem] = await problemsOf(example.apply());
  assert.equal(problem?.code, 'COMMIT_UNKNOWN');
  assert.deepEqual(await example.world(), before);
  await example.mas.query('DROP TRIGGER at_commit ON syn2mas_plan.journal');
  assert.equal((await example.apply()).receipt.outcome, 'applied');
});

/** Something that happens when a journal entry is committed. */
async function onJournal(superuser: { query(sql: string): Promise<unknown> }, body: string): Promise<void> {
  await superuser.query(`
    CREATE FUNCTION syn2mas_plan.at_commit() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN ${body}; RETURN NULL; END $$;
    CREATE CONSTRAINT TRIGGER at_commit AFTER INSERT ON syn2mas_plan.journal DEFERRABLE INITIALLY DEFERRED
      FOR EACH ROW EXECUTE FUNCTION syn2mas_plan.at_commit()`);
}
