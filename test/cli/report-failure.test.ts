import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLog } from '../../src/cli/log.ts';
import { reportFailure } from '../../src/cli/report-failure.ts';
import { PlanError } from '../../src/support/errors.ts';
import { logLines } from '../support/log-lines.ts';

function reported(error: unknown, format: 'text' | 'json'): { readonly exitCode: number; readonly stderr: string } {
  const lines: string[] = [];
  const clock = () => new Date('2026-01-31T12:00:00Z');
  const log = createLog({ stderr: { write: (text) => lines.push(text) }, clock }, format);
  const exitCode = reportFailure(error, log);
  return { exitCode, stderr: lines.join('') };
}

const expected = new PlanError([
  {
    code: 'STALE_FILE',
    message: 'homeserver.yaml changed',
    place: { file: '/etc/homeserver.yaml', line: 3, column: 1 },
  },
  { code: 'STALE_SOURCE', message: 'the server name changed', remedy: 'Call the mayor.' },
]);

test('expected failures show all their problems with places and remedies', () => {
  const { exitCode, stderr } = reported(expected, 'text');
  assert.equal(exitCode, 14);
  for (const part of ['STALE_FILE', '/etc/homeserver.yaml:3:1', 'Plan again', 'STALE_SOURCE', 'Call the mayor.']) {
    assert.ok(stderr.includes(part), part);
  }
  assert.doesNotMatch(stderr, /^ +at .*\.[jt]s:\d/m);
});

test('expected failures are an object a line', () => {
  const { exitCode, stderr } = reported(expected, 'json');
  assert.equal(exitCode, 14);
  assert.deepEqual(
    stderr
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => JSON.parse(line) as unknown),
    [
      {
        type: 'problem',
        at: '2026-01-31T12:00:00.000Z',
        code: 'STALE_FILE',
        message: 'homeserver.yaml changed',
        place: { file: '/etc/homeserver.yaml', line: 3, column: 1 },
        remedy: 'Plan again and have the new plan reviewed.',
        exitCode: 14,
      },
      {
        type: 'problem',
        at: '2026-01-31T12:00:00.000Z',
        code: 'STALE_SOURCE',
        message: 'the server name changed',
        remedy: 'Call the mayor.',
        exitCode: 14,
      },
    ],
  );
});

test('everything else is a bug, with its stack trace and where to report it', () => {
  const { exitCode, stderr } = reported(new TypeError('x is undefined'), 'text');
  assert.equal(exitCode, 1);
  assert.match(stderr, /TypeError: x is undefined\n +at .*\.[jt]s:\d/);
  assert.match(stderr, /bug.*issue tracker of syn2mas-plan/);
  const json = reported('a string', 'json');
  assert.equal(json.exitCode, 1);
  assert.deepEqual(
    logLines(json.stderr).map(({ type }) => type),
    ['version', 'bug'],
  );
});
