import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Plan } from '../../src/plan/types.gen.ts';
import { insertEveryKind } from '../compile/database/every-kind.ts';
import { createPair } from '../support/databases.ts';
import { copyStepOf } from '../support/plan-steps.ts';
import { providersYaml } from '../support/planned.ts';
import { goThrough, readAll } from './go-through.ts';

/** A MAS between two releases, or after the last, and what is other than with 1.22. */
interface TargetSchema {
  readonly title: string;
  readonly from: '0.11' | '1.22';
  /** Changes of its schema. */
  readonly sql: string;
  readonly skipped: Readonly<Record<string, number>>;
  readonly columns: readonly string[];
}

const reasonsOfOld = ['no-device', 'no-table-in-mas'];
const schemas: readonly TargetSchema[] = [
  {
    title:
      '0.11: primary addresses, confirmed_at, locked for deactivated, nothing without a device, no table for two things',
    from: '0.11',
    sql: '',
    skipped: { 'no-device': 6, 'no-table-in-mas': 3 },
    columns: ['users: deactivated_at is missing, is_guest is missing.', 'compat_sessions: human_name is missing.'],
  },
  {
    title: '0.11 that is on its way: it knows deactivated users and sessions without a device',
    from: '0.11',
    sql: `ALTER TABLE users ADD deactivated_at timestamptz; ALTER TABLE compat_sessions ALTER device_id DROP NOT NULL`,
    skipped: { 'no-table-in-mas': 3 },
    columns: ['users: is_guest is missing.', 'compat_sessions: human_name is missing.'],
  },
  {
    title: '1.22 without what came last',
    from: '1.22',
    sql: `ALTER TABLE compat_sessions DROP human_name; ALTER TABLE users DROP is_guest; DROP TABLE user_registration_tokens CASCADE`,
    skipped: { 'no-table-in-mas': 2 },
    columns: ['users: is_guest is missing.', 'compat_sessions: human_name is missing.'],
  },
  {
    title: 'one of tomorrow: columns with a default, generated ones, another table',
    from: '1.22',
    sql: `ALTER TABLE users ADD colour text NOT NULL DEFAULT 'red', ADD shout text GENERATED ALWAYS AS (upper(username)) STORED,
            ADD number bigint GENERATED ALWAYS AS IDENTITY;
          CREATE TABLE user_moods (user_id uuid NOT NULL REFERENCES users (user_id), mood text NOT NULL)`,
    skipped: {},
    columns: ['users: colour is unknown, shout is unknown, number is unknown.'],
  },
];

for (const { title, from, sql, skipped, columns } of schemas) {
  test(`MAS ${title}`, async (t) => {
    const pair = await createPair(t, { mas: from });
    await pair.mas.client.query(sql);
    await insertEveryKind(pair.synapse.client);
    const { plan, apply, run } = await goThrough(t, pair, {
      masYaml: providersYaml('oidc-mapped', 'oidc-unmapped'),
      ...(from === '0.11' ? { accept: onlyTheDatabaseIsOld } : {}),
    });
    assert.equal(plan.errored, false);
    assert.deepEqual(skippedFor(plan, reasonsOfOld), skipped);
    assert.deepEqual(
      plan.findings.filter(({ id }) => id === 'target/column').map(({ what }) => what),
      columns,
    );
    await apply();
    if (from === '0.11') {
      const users = `SELECT username, locked_at IS NOT NULL AS locked, email, confirmed_at IS NOT NULL AS confirmed
        FROM users LEFT JOIN user_emails ON user_email_id = primary_user_email_id WHERE username IN ('admin', 'gone') ORDER BY 1`;
      assert.deepEqual(await readAll(pair.mas.superuserUri, users), [
        { username: 'admin', locked: false, email: 'first@example.com', confirmed: true },
        { username: 'gone', locked: sql === '', email: 'gone@example.com', confirmed: true },
      ]);
    }
    if (sql.includes('colour')) {
      assert.match(
        copyStepOf(plan, 'users').columnNotes?.join(' ') ?? '',
        /colour is unknown to this release and keeps its default/,
      );
      const colours = await readAll(
        pair.mas.superuserUri,
        'SELECT DISTINCT colour, shout = upper(username) AS shouts FROM users',
      );
      assert.deepEqual(colours, [{ colour: 'red', shouts: true }]);
    }
    assert.equal((await run('rollback', 'plan.yaml')).exitCode, 0);
  });
}

test('a column of tomorrow that must have a value is found when planning', async (t) => {
  const pair = await createPair(t);
  await pair.mas.client.query('ALTER TABLE compat_sessions ADD flavour text NOT NULL');
  const { plan } = await goThrough(t, pair);
  assert.deepEqual(
    plan.findings.filter(({ severity }) => severity === 'error').map(({ id, what }) => [id, what]),
    [['target/unknown-column', 'compat_sessions.flavour is NOT NULL without a default.']],
  );
});

const onlyTheDatabaseIsOld = `acceptances:
  - { finding: versions/mas-too-old, upTo: 1, reason: A newer MAS migrates it and runs., by: ada }
`;

/** How many rows each of these reasons leaves out; tokens without a device count as sessions and as tokens. */
function skippedFor({ accounting }: Plan, reasons: readonly string[]): Readonly<Record<string, number>> {
  const sums = new Map<string, number>();
  for (const { reason, rows } of accounting.flatMap(({ skipped }) => skipped)) {
    if (reasons.includes(reason)) sums.set(reason, (sums.get(reason) ?? 0) + rows);
  }
  return Object.fromEntries(sums);
}
