import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeUlid, ulidToUuid } from '../../src/config/ulid.ts';

test('a ULID is the UUID of the same bits, in either case', () => {
  assert.equal(ulidToUuid('01ARZ3NDEKTSV4RRFFQ69G5FAV'), '01563e3a-b5d3-d676-4c61-efb99302bd5b');
  assert.equal(ulidToUuid('01arz3ndektsv4rrffq69g5fav'), '01563e3a-b5d3-d676-4c61-efb99302bd5b');
  assert.equal(ulidToUuid('00000000000000000000000000'), '00000000-0000-0000-0000-000000000000');
  assert.equal(ulidToUuid('7ZZZZZZZZZZZZZZZZZZZZZZZZZ'), 'ffffffff-ffff-ffff-ffff-ffffffffffff');
});

test('what is no ULID has no UUID', () => {
  for (const text of [
    '',
    '01ARZ3NDEKTSV4RRFFQ69G5FA',
    '81ARZ3NDEKTSV4RRFFQ69G5FAV',
    '01ARZ3NDEKTSV4RRFFQ69G5FAU',
    '01563e3a-b5d3-d676-4c61-efb99302bd5b',
  ]) {
    assert.equal(ulidToUuid(text), undefined, text);
  }
});

test('a ULID is made of a time and 80 bits', () => {
  const time = Date.parse('2026-01-02T03:04:05Z');
  const uuid = ulidToUuid(makeUlid(time, '0123456789abcdef0123'));
  assert.equal(
    uuid,
    `${time
      .toString(16)
      .padStart(12, '0')
      .replace(/^(.{8})/, '$1-')}-0123-4567-89abcdef0123`,
  );
  assert.equal(makeUlid(2 ** 48 - 1, 'ffffffffffffffffffff'), '7ZZZZZZZZZZZZZZZZZZZZZZZZZ');
  assert.equal(makeUlid(0, '0'), '0'.repeat(26));
});
