import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isSameValue } from '../../src/support/same-value.ts';

test('lists, maps and scalars are compared by what they mean', () => {
  const value = () => [1, new Map<string, unknown>([['a', null]]), new Date(0), Buffer.from('x')];
  assert.ok(isSameValue(value(), value()));
  assert.ok(isSameValue(new Map([...pairs].reverse()), new Map(pairs)));
  for (const other of [[1], [1, 2], new Map(), 1, '1', null, [new Map([['a', 1]])]]) {
    assert.ok(!isSameValue([new Map([['a', 2]])], other));
  }
});

const pairs: readonly (readonly [string, number])[] = [
  ['a', 1],
  ['b', 2],
];

test('what is shared a billion times, and what holds itself, is compared all the same', () => {
  const many = (end: unknown) => Array.from({ length: 60 }).reduce((value) => [value, value], end);
  assert.ok(isSameValue(many(1), many(1)));
  assert.ok(!isSameValue(many(1), many(2)));
  const ring = () => {
    const list: unknown[] = [1];
    list.push(list);
    return list;
  };
  assert.ok(isSameValue(ring(), ring()));
});
