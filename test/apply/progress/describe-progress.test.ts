import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CountedRun, describeProgress } from '../../../src/apply/progress/describe-progress.ts';

const run: CountedRun = {
  startedAt: 1_000,
  expected: [
    { id: 'checks', seconds: 2 },
    { id: 'copy/users', rows: 1_000, seconds: 10 },
    { id: 'sql/restore', seconds: 20 },
  ],
  done: new Map(),
};

test('what is left of a copy follows from the rows that it moved, and what comes after from the estimates', () => {
  const samples = [
    { at: 4_000, rows: 100, bytes: 1_000 },
    { at: 6_000, rows: 250, bytes: 2_500 },
  ];
  const work = { id: 'copy/users', startedAt: 2_000, rows: 250, bytes: 2_500, samples };
  assert.deepEqual(describeProgress(work, run, 6_000), {
    step: 'copy/users',
    position: { number: 2, of: 3 },
    elapsedMs: 4_000,
    rows: 250,
    plannedRows: 1_000,
    bytes: 2_500,
    rowsPerSecond: 75,
    bytesPerSecond: 750,
    remainingMs: 12_000,
    totalElapsedMs: 5_000,
    totalRemainingMs: 32_000,
  });
});

test('where no row has come yet, the estimate says what is left, until it is used up', () => {
  const at = (now: number) => describeProgress({ id: 'copy/users', startedAt: 0, samples: [] }, run, now).remainingMs;
  assert.equal(at(4_000), 6_000);
  assert.equal(at(10_000), undefined);
});

test('servers that were twice as slow as estimated so far are thought to stay so', () => {
  const slow = { ...run, done: new Map([['checks', 4_000]]) };
  const { remainingMs, totalRemainingMs } = describeProgress(
    { id: 'copy/users', startedAt: 0, samples: [] },
    slow,
    1_000,
  );
  assert.equal(remainingMs, 19_000);
  assert.equal(totalRemainingMs, 19_000 + 40_000);
});

test('without estimates nothing is said of the whole, and of unknown work no position', () => {
  const expected = [{ id: 'copy/users', rows: 10 }, { id: 'sql/restore' }];
  const known = describeProgress({ id: 'copy/users', startedAt: 0, rows: 5, samples: [] }, { ...run, expected }, 2_000);
  assert.equal(known.remainingMs, 2_000);
  assert.ok(!('totalRemainingMs' in known));
  const unknown = describeProgress({ id: 'commit', startedAt: 0, samples: [] }, run, 2_000);
  assert.deepEqual(unknown, { step: 'commit', elapsedMs: 2_000, totalElapsedMs: 1_000 });
});

test('more rows than were planned leave nothing to do, not less than nothing', () => {
  const { remainingMs } = describeProgress(
    { id: 'copy/users', startedAt: 0, rows: 1_100, samples: [] },
    { ...run, expected: [{ id: 'copy/users', rows: 1_000 }] },
    5_000,
  );
  assert.equal(remainingMs, 0);
});
