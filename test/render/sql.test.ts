import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'libpg-query';
import { isPlainSql } from '../../src/render/plain-sql.ts';
import { renderSqlFiles } from '../../src/render/sql-files.ts';
import { examplePlan } from '../support/plan-builder.ts';
import { planFullOf, planId, render } from './rendered.ts';
import { withoutCommands } from './sql-text.ts';

/** The kinds of the statements that a server would see. */
async function statementsOf(sql: string): Promise<readonly string[]> {
  const { stmts = [] } = await parse(withoutCommands(sql));
  return stmts.map(({ stmt }) => {
    const [[kind, node] = ['']] = Object.entries(stmt ?? {});
    return kind === 'TransactionStmt' ? (node as { readonly kind: string }).kind : kind;
  });
}

test('a file for each phase and one for the way back: what is no comment stands in a transaction that comes to nothing', async () => {
  const files = renderSqlFiles(examplePlan(), planId);
  const kinds = await Promise.all(files.map(async ({ name, text }) => [name, await statementsOf(text)]));
  assert.deepEqual(kinds, [
    ['10-prepare.sql', ['TRANS_STMT_BEGIN', 'SelectStmt', 'TRANS_STMT_ROLLBACK']],
    ['20-cutover.sql', ['TRANS_STMT_BEGIN', 'LockStmt', 'DropStmt', 'IndexStmt', 'VacuumStmt', 'TRANS_STMT_ROLLBACK']],
    ['30-finish.sql', ['TRANS_STMT_BEGIN', 'TRANS_STMT_ROLLBACK']],
    ['90-undo.sql', ['TRANS_STMT_BEGIN', 'SelectStmt', 'TRANS_STMT_ROLLBACK']],
  ]);
  for (const { name, text } of files) {
    assert.ok(text.includes(planId), name);
    // Where something is written or locked, psql stops first; elsewhere the server itself refuses to write.
    assert.notEqual(text.includes('\nBEGIN READ ONLY;\n'), text.includes("\n\\i '/dev/null/nothing was run'\n"), name);
  }
});

test('the one text is all files, and the way back is a comment in it', async () => {
  const text = render('sql');
  for (const file of renderSqlFiles(examplePlan(), planId)) assert.ok(text.includes(file.text), file.name);
  const comments = text.split('\n').filter((line) => line.startsWith('--'));
  for (const { title } of examplePlan().undo)
    assert.ok(
      comments.some((line) => line.includes(title)),
      title,
    );
  assert.ok(comments.includes('-- TRUNCATE users'));
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
    ' || :LAST_ERROR_MESSAGE',
    " || :'DBNAME'",
    ' :::DBNAME',
    '; SET LOCAL role = postgres',
    '; SET LOCAL lock_timeout = 0, role = postgres',
    '; SET lock_timeout = 0',
    '; SET LOCAL lock_timeout = DEFAULT',
  ];
  for (const text of hostile) {
    assert.ok(!isPlainSql(`SELECT 1${text}`), text);
    const lines = withoutCommands(render('sql', planFullOf(text)))
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('--'));
    const [reads, tries] = [
      ['BEGIN READ ONLY;', 'ROLLBACK;'],
      ['BEGIN;', 'ROLLBACK;'],
    ];
    assert.deepEqual(lines, [...reads, ...tries, ...reads, ...reads], text);
  }
});

test('SQL as the compiler writes it is plain', () => {
  const plain = [
    'SELECT 1',
    "WITH a AS (SELECT 'it''s; COMMIT' AS b) SELECT b FROM a -- that's \"all\"; END\n",
    `SELECT E'a\\\\b' FROM "odd ""name"""`,
    'LOCK TABLE users IN ACCESS EXCLUSIVE MODE NOWAIT;\n',
    "SET LOCAL lock_timeout = '3s';\nLOCK TABLE users;\nSET LOCAL statement_timeout = 0;\n",
    'ALTER TABLE a DROP CONSTRAINT b;\nCREATE INDEX c ON a USING gin (b);\nANALYZE a;',
    "SELECT CASE WHEN a <> '/' THEN a / 2 - -1 END",
    "SELECT a::text, ':b' FROM c",
  ];
  for (const sql of plain) assert.ok(isPlainSql(sql), sql);
});
