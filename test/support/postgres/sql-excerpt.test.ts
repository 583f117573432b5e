import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sqlExcerpt } from '../../../src/support/postgres/sql-excerpt.ts';

const cases: readonly (readonly [sql: string, position: number, excerpt: string])[] = [
  ['SELEC 1', 1, '1 | SELEC 1\n  | ^'],
  ['SELECT 1\n  FRM x', 12, '2 |   FRM x\n  |   ^'],
  ["SELECT '𝒳é'\nFRM", 13, '2 | FRM\n  | ^'],
  ['\n\n\tx', 4, '3 |  x\n  |  ^'],
  ['a\n', 3, '2 | \n  | ^'],
  ['', 1, '1 | \n  | ^'],
  ['short', 99, '1 | short\n  |      ^'],
];

for (const [sql, position, excerpt] of cases) {
  test(`character ${position} of ${JSON.stringify(sql)}`, () => assert.equal(sqlExcerpt(sql, position), excerpt));
}

test('a long line is cut around the caret', () => {
  const [line = '', caret = ''] = sqlExcerpt(`${'x'.repeat(500)}!${'y'.repeat(500)}`, 501).split('\n');
  assert.ok(line.length < 120);
  assert.equal(line[caret.indexOf('^')], '!');
});
