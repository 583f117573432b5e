import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sqlTokens } from '../../src/render/sql-tokens.ts';

test('comments, literals and key words are found, and nothing in quotes is taken for one', () => {
  assert.deepEqual(
    sqlTokens(`SELECT "A B" AS a, 'it''s -- no', E'\\\\' FROM t -- WHERE 'x\nLIMIT 1`).filter(
      (token) => token.class !== '',
    ),
    [
      { class: 'word', text: 'SELECT' },
      { class: 'word', text: 'AS' },
      { class: 'string', text: "'it''s -- no'" },
      { class: 'string', text: "E'\\\\'" },
      { class: 'word', text: 'FROM' },
      { class: 'comment', text: "-- WHERE 'x" },
      { class: 'word', text: 'LIMIT' },
    ],
  );
});

test('all stretches together are the text, whatever it is', () => {
  const text = fc
    .array(fc.constantFrom("'", '"', '--', '\n', 'E', 'AND', ' a', '\\', ''))
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(
      text,
      (sql) =>
        sqlTokens(sql)
          .map((token) => token.text)
          .join('') === sql,
    ),
  );
});
