import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { parse } from 'libpg-query';
import { renderSqlFiles } from '../../src/render/sql-files.ts';
import { findContradictions } from '../../src/render/view/contradictions.ts';
import { type PlannedExample, planExample } from '../apply/planned-example.ts';
import { render } from './rendered.ts';
import { copiesIn, withoutCommands } from './sql-text.ts';

interface Answer {
  readonly code: number | null;
  readonly stdout: string;
  /** The same as it came, for rows in the binary format. */
  readonly bytes: Buffer;
  readonly stderr: string;
}

/** Runs a real psql (Debian: postgresql-client), as it comes, without anybody's .psqlrc. */
async function psql(uri: string, args: readonly string[], input: string | Buffer = ''): Promise<Answer> {
  const child = spawn('psql', ['--no-psqlrc', '--quiet', ...args, uri]);
  const out: Buffer[] = [];
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  child.stdin.end(input);
  const [code] = (await once(child, 'close')) as [number | null];
  const bytes = Buffer.concat(out);
  return { code, stdout: bytes.toString(), bytes, stderr };
}

function writeFiles(t: TestContext, { plan, planId }: PlannedExample): (name: string) => string {
  const folder = mkdtempSync(join(tmpdir(), 'syn2mas-plan-test-'));
  t.after(() => rmSync(folder, { recursive: true }));
  for (const { name, text } of renderSqlFiles(plan, planId)) writeFileSync(join(folder, name), text);
  writeFileSync(join(folder, 'all.sql'), render('sql', plan));
  return (name) => join(folder, name);
}

test('psql runs every file of a real plan, and nothing is left of it; the one that locks tables wants to be asked', async (t) => {
  const example = await planExample(t);
  const { superuserUri } = example.pair.mas;
  const file = writeFiles(t, example);
  const before = await example.world();

  const run = async (name: string): Promise<void> => {
    const answer = await psql(superuserUri, ['--set=ON_ERROR_STOP=1', '--tuples-only', '--file', file(name)]);
    // No check finds anything, so there is no row but those that count, and they count nothing.
    const rows = answer.stdout.split('\n').filter((line) => line.trim() !== '' && !/^ [a-z0-9-]+ +\| +0$/.test(line));
    assert.deepEqual([answer.code, rows, answer.stderr], [0, [], ''], name);
  };
  await run('10-prepare.sql');
  await run('30-finish.sql');
  for (const name of ['20-cutover.sql', 'all.sql']) {
    const refused = await psql(superuserUri, ['--echo-queries', '--file', file(name)]);
    assert.equal(refused.code, 3, name);
    assert.match(refused.stderr, /Nothing was run: read the first lines of this file\./);
    assert.doesNotMatch(refused.stdout, /LOCK|DROP|TRUNCATE|CREATE/);
  }
  const tried = await psql(superuserUri, ['--set=try=1', '--echo-queries', '--file', file('20-cutover.sql')]);
  assert.deepEqual([tried.code, tried.stderr], [0, '']);
  for (const word of ['LOCK TABLE', 'DROP', 'CREATE', 'ANALYZE', 'ROLLBACK'])
    assert.ok(tried.stdout.includes(word), word);
  assert.deepEqual(await example.world(), before);

  await example.apply();
  const applied = await example.world();
  await run('90-undo.sql');
  assert.deepEqual(await example.world(), applied);
  assert.deepEqual(findContradictions(example.plan), []);
});

test('the SQL of a real plan is live where it is for MAS', async (t) => {
  const { plan } = await planExample(t);
  const live = withoutCommands(render('sql', plan));
  await parse(live);
  for (const step of plan.steps.filter((each) => each.kind === 'sql'))
    assert.ok(live.includes(`\n${step.sql}`), step.id);
  const [copies, pairs] = [plan.steps.filter(({ kind }) => kind === 'copy'), await copiesIn(render('sql', plan))];
  assert.equal(pairs.length, 2 * copies.length);
});

test('the copies, done by hand as the comments explain them, carry the rows that the plan counts', async (t) => {
  const { plan, pair, mas } = await planExample(t);
  const copies = await copiesIn(render('sql', plan));
  for (let index = 0; index < copies.length; index += 2) {
    const [out = '', into = ''] = copies.slice(index, index + 2);
    const rows = await psql(pair.synapse.superuserUri, ['--command', out]);
    assert.deepEqual([rows.code, rows.stderr], [0, ''], out);
    const done = await psql(pair.mas.superuserUri, ['--command', into], rows.bytes);
    assert.deepEqual([done.code, done.stderr], [0, ''], into);
  }
  for (const { table, rows } of plan.summary.tables) {
    const found = await mas.query<{ rows: string }>(`SELECT count(*) AS rows FROM ${table}`);
    assert.equal(Number(found.rows[0]?.rows), rows, table);
  }
});
