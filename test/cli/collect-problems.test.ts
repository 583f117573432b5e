import assert from 'node:assert/strict';
import { test } from 'node:test';
import { collectProblems } from '../../src/cli/collect-problems.ts';
import { PlanError, planError } from '../../src/support/errors.ts';

test('the problems of all reads come together, results only when there are none', () => {
  assert.deepEqual(collectProblems({ one: () => 1, two: () => 'two' }), { one: 1, two: 'two' });
  const fail = (message: string) => () => {
    throw planError('CONFIG_YAML', message);
  };
  assert.throws(
    () => collectProblems({ one: fail('a'), two: () => 2, three: fail('b') }),
    (error) => error instanceof PlanError && error.problems.map((problem) => problem.message).join() === 'a,b',
  );
  const bug = new Error('a bug');
  assert.throws(
    () =>
      collectProblems({
        one: fail('a'),
        two: () => {
          throw bug;
        },
      }),
    bug,
  );
});
