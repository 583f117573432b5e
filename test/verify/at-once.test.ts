import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { escapeIdentifier } from 'pg';
import type { Receipt } from '../../src/apply/receipt.ts';
import { silentLog } from '../../src/support/log.ts';
import { changeStep, planExample, problemsOf, slowly } from '../apply/planned-example.ts';

test('other tables are compared while a large one is, and the receipt has them in the order of the plan', {
  timeout: 60_000,
}, async (t) => {
  const example = await planExample(t);
  await example.apply();
  const plan = changeStep(example.plan, 'copy/compat_sessions', slowly);
  const others = plan.verification.map(({ id }) => id).filter((id) => id !== 'verify/compat_sessions');
  const interrupt = new AbortController();
  const told: string[] = [];
  const log = {
    ...silentLog,
    event(type: string, fields: object) {
      if (type !== 'table-compared') return;
      told.push(`verify/${(fields as { readonly table: string }).table}`);
      if (told.length === others.length) interrupt.abort();
    },
  };
  const [problem] = await problemsOf(example.verify({ plan, log, signal: interrupt.signal }));
  assert.equal(problem?.code, 'INTERRUPTED');
  assert.deepEqual(told.toSorted(), others.toSorted());
  assert.equal(told[0], 'verify/compat_access_tokens');
  const file = readdirSync(example.cwd).find((name) => name.endsWith('-verify.json')) ?? 'none';
  const receipt = JSON.parse(readFileSync(join(example.cwd, file), 'utf8')) as Receipt;
  assert.deepEqual(
    receipt.steps.map(({ id }) => id),
    others,
  );
});

test('a side that cannot be read ends it, whatever the other sessions do', { timeout: 60_000 }, async (t) => {
  const example = await planExample(t);
  await example.apply();
  const failing = (select: string): string =>
    `SELECT q.* FROM (${select}\n) AS q WHERE 1 / (length(q.email) - length(q.email)) = 1`;
  const slow = changeStep(example.plan, 'copy/compat_sessions', slowly);
  const problems = await problemsOf(example.verify({ plan: changeStep(slow, 'copy/user_emails', failing) }));
  assert.deepEqual(
    problems.map(({ code, place }) => [code, place?.database]),
    [['DATABASE_QUERY', 'synapse']],
  );
  assert.match(problems[0]?.message ?? '', /verifying user_emails.*division by zero/);
});

for (const [service, side] of [
  ['Synapse', 'synapse'],
  ['MAS', 'mas'],
] as const) {
  test(`where ${service} gives no further connection, one table is compared after the other`, async (t) => {
    const example = await planExample(t);
    await example.apply();
    await example.mas.query(`ALTER ROLE ${escapeIdentifier(example.pair[side].user)} CONNECTION LIMIT 1`);
    const said: string[] = [];
    const { tables } = await example.verify({ jobs: 4, log: { ...silentLog, info: (message) => said.push(message) } });
    assert.equal(tables.length, example.plan.verification.length);
    const fewer = said.filter((message) => message.includes('fewer sessions'));
    assert.equal(fewer.length, 1);
    assert.match(fewer[0] ?? '', new RegExp(`^The database of ${service} is read in fewer sessions at once: `));
  });
}
