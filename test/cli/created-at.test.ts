import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createdAt } from '../../src/cli/created-at.ts';

const clock = (): Date => new Date('2026-01-31T12:00:00.999Z');

for (const [given, env, expected] of [
  [undefined, {}, '2026-01-31T12:00:00Z'],
  [undefined, { SOURCE_DATE_EPOCH: '' }, '2026-01-31T12:00:00Z'],
  [undefined, { SOURCE_DATE_EPOCH: '0' }, '1970-01-01T00:00:00Z'],
  ['2025-06-01T01:30:00+02:00', { SOURCE_DATE_EPOCH: '0' }, '2025-05-31T23:30:00Z'],
  ['2025-06-01T01:30Z', {}, '2025-06-01T01:30:00Z'],
  ['2025-06-01T01:30:00.750Z', {}, '2025-06-01T01:30:00Z'],
] as const) {
  test(`--created-at ${given ?? 'absent'} and ${JSON.stringify(env)} give ${expected}`, () => {
    assert.equal(createdAt(given, env, clock), expected);
  });
}
