import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changeStep, type PlannedExample, planExample, problemsOf, slowly } from '../apply/planned-example.ts';

/** The first id of a table, in the order in which ids are compared. */
async function firstId({ mas }: PlannedExample, table: string, column: string): Promise<string> {
  const { rows } = await mas.query<{ id: string }>(`SELECT ${column} AS id FROM ${table} ORDER BY 1 LIMIT 1`);
  return rows[0]?.id ?? '';
}

test('verify reads every row of every table', async (t) => {
  const example = await planExample(t);
  assert.equal((await problemsOf(example.verify()))[0]?.code, 'NOT_APPLIED');
  await example.apply();
  const before = await example.world();
  const { tables } = await example.verify();
  assert.deepEqual(
    tables.map(({ table, rows }) => [table, rows]),
    example.plan.steps.flatMap((step) => (step.kind === 'copy' ? [[step.table, step.rows]] : [])),
  );
  assert.ok(tables.every(({ rows, bytes }) => bytes > 0 === rows > 0));
  assert.deepEqual(await example.world(), before);
  const other = example.withPlan((plan) => ({ ...plan, created: { ...plan.created, by: 'eve' } }));
  assert.equal((await problemsOf(other.verify()))[0]?.code, 'NOT_APPLIED');
  await example.rollback();
  assert.equal((await problemsOf(example.verify()))[0]?.code, 'NOT_APPLIED');
});

test('the first difference of every table is named by its id, never by its values', async (t) => {
  const example = await planExample(t);
  await example.apply();
  const { mas } = example;
  const token = await firstId(example, 'compat_access_tokens', 'compat_access_token_id');
  const email = await firstId(example, 'user_emails', 'user_email_id');
  const added = '00000000-0000-0000-0000-000000000001';
  await mas.query(
    `UPDATE compat_access_tokens SET access_token = 'secret-value' WHERE compat_access_token_id = '${token}'`,
  );
  await mas.query(`DELETE FROM user_emails WHERE user_email_id = '${email}'`);
  await mas.query(`INSERT INTO users (user_id, username, created_at) VALUES ('${added}', 'somebody', now())`);
  const { rows } = await mas.query(`SELECT count(*)::int AS n FROM user_emails`);
  const problems = await problemsOf(example.verify());
  assert.deepEqual(
    problems.map(({ code, place, message }) => [code, place?.table, message.replace(/; .*/, '')]),
    [
      ['VERIFY_FAILED', 'users', `users: the row with user_id ${added} is only in MAS`],
      ['VERIFY_FAILED', 'user_emails', `user_emails: the row with user_email_id ${email} is missing in MAS`],
      [
        'VERIFY_FAILED',
        'compat_access_tokens',
        `compat_access_tokens: the row with compat_access_token_id ${token} differs in access_token.`,
      ],
    ],
  );
  assert.ok(problems[1]?.message.endsWith(`; ${rows[0].n + 1} rows planned, ${rows[0].n} found.`));
  assert.doesNotMatch(JSON.stringify(problems), /secret-value|somebody/);
});

test('a key that is somebody’s address is not shown', async (t) => {
  const example = await planExample(t);
  await example.apply();
  const { rows } = await example.mas.query(
    'UPDATE user_unsupported_third_party_ids SET created_at = now() RETURNING user_id, address',
  );
  assert.ok(rows.length > 0);
  const [problem] = await problemsOf(example.verify());
  assert.match(
    problem?.message ?? '',
    /the row with user_id [-0-9a-f]{36}, medium \[not shown\], address \[not shown\] differs in created_at/,
  );
  for (const { address } of rows) assert.ok(!problem?.message.includes(address));
});

test('a table that is empty, and one with a row too many at its end, are told apart', async (t) => {
  const example = await planExample(t);
  await example.apply();
  const last = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
  await example.mas.query(`DELETE FROM user_passwords`);
  await example.mas.query(`INSERT INTO users (user_id, username, created_at) VALUES ('${last}', 'z', now())`);
  const messages = (await problemsOf(example.verify())).map(({ message }) => message);
  assert.match(messages[0] ?? '', new RegExp(`users: the row with user_id ${last} is only in MAS`));
  assert.match(messages[1] ?? '', /^user_passwords: the row with .* is missing in MAS; \d+ rows planned, 0 found\.$/);
});

test('a column that the plan does not write is not looked at', async (t) => {
  const example = await planExample(t);
  await example.apply();
  await example.mas.query(`ALTER TABLE users ADD COLUMN shoe_size int DEFAULT 42`);
  await example.verify();
});

test('a column of another type holds the same where its text is the same', async (t) => {
  const example = await planExample(t);
  await example.apply();
  const { mas } = example;
  await mas.query(`
    CREATE DOMAIN hash AS varchar(300);
    ALTER TABLE user_passwords ALTER COLUMN hashed_password TYPE hash;
    ALTER TABLE user_passwords ALTER COLUMN version TYPE bigint;
    ALTER TABLE user_passwords DROP CONSTRAINT user_passwords_pkey CASCADE;
    ALTER TABLE user_passwords ALTER COLUMN user_password_id TYPE text`);
  await example.verify();
  await mas.query(`UPDATE user_passwords SET version = 2`);
  assert.deepEqual(
    (await problemsOf(example.verify())).map(({ message }) => message),
    ['user_passwords: the row with user_password_id [not shown] differs in version.'],
  );
});

test('NULL is no value, and no value is NULL', async (t) => {
  const example = await planExample(t);
  await example.apply();
  await example.mas.query(`UPDATE compat_sessions SET human_name = coalesce(human_name, ''), user_agent = NULL`);
  const { rows } = await example.mas.query<{ id: string }>(
    'SELECT compat_session_id AS id FROM compat_sessions ORDER BY 1 LIMIT 1',
  );
  const [problem, ...others] = await problemsOf(example.verify());
  assert.deepEqual(others, []);
  assert.match(
    problem?.message ?? '',
    new RegExp(`^compat_sessions: the row with compat_session_id ${rows[0]?.id} differs in (user_agent|human_name)`),
  );
});

test('an interruption ends it', async (t) => {
  const example = await planExample(t);
  const slow = example.withPlan((plan) => changeStep(plan, 'copy/compat_sessions', slowly));
  await example.apply();
  await example.mas.query(`UPDATE syn2mas_plan.journal SET plan_id = '${slow.planId}'`);
  const interrupt = new AbortController();
  setTimeout(() => interrupt.abort(), 1000);
  assert.equal((await problemsOf(slow.verify({ signal: interrupt.signal })))[0]?.code, 'INTERRUPTED');
});
