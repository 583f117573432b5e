import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'libpg-query';
import { isPlainSql } from '../../src/render/plain-sql.ts';
import { findContradictions } from '../../src/render/view/contradictions.ts';
import { planExample } from '../apply/planned-example.ts';
import { examplePlan } from '../support/plan-builder.ts';
import { planFullOf, render } from './rendered.ts';

/** The kinds of the statements that a server would see. */
async function statementsOf(sql: string): Promise<readonly string[]> {
  const { stmts = [] } = await parse(sql);
  return stmts.map(({ stmt }) => {
    const [[kind, node] = ['']] = Object.entries(stmt ?? {});
    return kind === 'TransactionStmt' ? (node as { readonly kind: string }).kind : kind;
  });
}

test('what runs on MAS stands in one transaction that is rolled back; everything else is a comment', async () => {
  assert.deepEqual(await statementsOf(render('sql')), [
    'TRANS_STMT_BEGIN',
    'SelectStmt',
    'LockStmt',
    'DropStmt',
    'IndexStmt',
    'VacuumStmt',
    'TRANS_STMT_ROLLBACK',
  ]);
  const comments = render('sql')
    .split('\n')
    .filter((line) => line.startsWith('--'));
  for (const { title } of examplePlan().undo)
    assert.ok(
      comments.some((line) => line.includes(title)),
      title,
    );
  assert.ok(comments.includes('-- TRUNCATE users'));
});

test('the SQL of a real plan can be run on MAS and leaves no trace', async (t) => {
  const example = await planExample(t);
  const before = await example.world();
  const sql = render('sql', example.plan);
  const kinds = await statementsOf(sql);
  assert.deepEqual([kinds.at(0), kinds.at(-1)], ['TRANS_STMT_BEGIN', 'TRANS_STMT_ROLLBACK']);
  const [lock, clear] = example.plan.steps.filter((step) => step.kind === 'sql');
  for (const step of [lock, clear]) assert.ok(step && sql.includes(`\n${step.sql}`), step?.id);
  await example.mas.query(sql);
  assert.deepEqual(await example.world(), before);
  assert.deepEqual(findContradictions(example.plan), []);
});

test('SQL that could leave its place is a comment', async () => {
  const hostile = [
    '; COMMIT; DROP TABLE users',
    '; END',
    ' \\! touch /tmp/here',
    " || '",
    ' || "',
    ' /* ',
    ' || $$',
    " || E'\\'",
    "; COPY users TO PROGRAM 'sh'",
    '; DO $$ BEGIN END $$',
    '\u202e',
    ' -- \r; COMMIT',
  ];
  for (const text of hostile) {
    assert.ok(!isPlainSql(`SELECT 1${text}`), text);
    const lines = render('sql', planFullOf(text))
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('--'));
    assert.deepEqual(lines, ['BEGIN;', 'ROLLBACK;'], text);
  }
});

test('SQL as the compiler writes it is plain', () => {
  const plain = [
    'SELECT 1',
    "WITH a AS (SELECT 'it''s; COMMIT' AS b) SELECT b FROM a -- that's \"all\"; END\n",
    `SELECT E'a\\\\b' FROM "odd ""name"""`,
    'LOCK TABLE users IN ACCESS EXCLUSIVE MODE NOWAIT;\n',
    'ALTER TABLE a DROP CONSTRAINT b;\nCREATE INDEX c ON a USING gin (b);\nANALYZE a;',
    "SELECT CASE WHEN a <> '/' THEN a / 2 - -1 END",
  ];
  for (const sql of plain) assert.ok(isPlainSql(sql), sql);
});
