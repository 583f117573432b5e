import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parsePythonRegex } from '../../../src/support/python-regex/parse-python-regex.ts';
import { regexToPostgres } from '../../../src/support/python-regex/regex-to-postgres.ts';
import { createEmptyDatabase } from '../databases.ts';
import { patterns, refused, untranslated } from './namespace-corpus.ts';

test('what Python refuses is told apart from what is not understood', () => {
  const kinds = (some: readonly string[]): readonly string[] => some.map((pattern) => parsePythonRegex(pattern).kind);
  assert.deepEqual([...new Set(kinds(patterns))], ['parsed']);
  assert.deepEqual([...new Set(kinds(refused))], ['invalid']);
  assert.deepEqual([...new Set(kinds(untranslated))], ['unsupported']);
});

test('a registration cannot make it slow: long, deep and heavy expressions are not translated', () => {
  for (const pattern of ['a'.repeat(3000), `${'('.repeat(60)}a${')'.repeat(60)}`, '(a{200}){200}', 'a{999}']) {
    assert.equal(parsePythonRegex(pattern).kind, 'unsupported', pattern.slice(0, 20));
  }
});

test('every character means itself in PostgreSQL, whatever else it could mean there', async (t) => {
  const { client } = await createEmptyDatabase(t);
  for (let code = 0x20; code < 0x7f; code += 1) {
    const text = String.fromCharCode(code);
    const parsed = parsePythonRegex(`[${/[\]\\^]/.test(text) ? '\\' : ''}${text}]$`);
    assert.ok(parsed.kind === 'parsed', text);
    const { rows } = await client.query<{ matched: string }>(
      `SELECT string_agg(chr(n), '') AS matched FROM generate_series(1, 126) AS n WHERE chr(n) ~ $1 COLLATE "C"`,
      [regexToPostgres(parsed.node)],
    );
    assert.equal(rows[0]?.matched, text);
  }
});
