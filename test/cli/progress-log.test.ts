import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLog, type LogFormat, type ProgramLog } from '../../src/cli/log.ts';
import type { Terminal } from '../../src/cli/surroundings.ts';
import { terminalOf } from '../../src/cli/terminal-of.ts';
import type { Progress } from '../../src/support/progress.ts';
import { logLines } from '../support/log-lines.ts';
import { screenOf } from '../support/screen.ts';

interface Written {
  readonly log: ProgramLog;
  readonly all: () => string;
}

function writing(format: LogFormat, terminal?: Terminal): Written {
  const texts: string[] = [];
  const stderr = { write: (text: string) => texts.push(text) };
  const clock = () => new Date('2026-01-31T12:00:00Z');
  const log = createLog({ stderr, clock, ...(terminal ? { terminal } : {}) }, format);
  return { log, all: () => texts.join('') };
}

function at(totalElapsedMs: number, more: Partial<Progress> = {}): Progress {
  return { step: 'copy/users', elapsedMs: totalElapsedMs, totalElapsedMs, ...more };
}

const whole: Progress = {
  step: 'copy/users',
  position: { number: 3, of: 9 },
  elapsedMs: 7_100,
  rows: 412_000,
  plannedRows: 975_000,
  bytes: 61_234_567,
  rowsPerSecond: 58_000,
  bytesPerSecond: 8_600_000,
  remainingMs: 9_700,
  totalElapsedMs: 18_000,
  totalRemainingMs: 65_000,
  activity: 'MAS waits for a lock',
};
const wholeStep = 'copy/users (3 of 9): 412,000 of 975,000 rows (42 %), 61.2 MB, 58,000 rows/s, 7 s, about 10 s left';
const wholeRun = 'all together 18 s, about 1 min 5 s left; MAS waits for a lock';

test('without a terminal a line comes whenever nothing else was said for five seconds', () => {
  const { log, all } = writing('text');
  for (let ms = 0; ms <= 11_000; ms += 250) log.progress(at(ms));
  assert.deepEqual(all().split('\n'), ['copy/users: 5 s', 'copy/users: 10 s', '']);
  log.info('copy/users is done');
  log.progress(undefined);
  for (let ms = 11_250; ms <= 16_000; ms += 250) log.progress(at(ms, { step: 'copy/user_emails' }));
  assert.deepEqual(all().split('\n').slice(2), ['copy/users is done', '']);
});

test('all that is known of a step stands in one line', () => {
  const { log, all } = writing('text');
  log.progress(whole);
  assert.equal(all(), `${wholeStep}; ${wholeRun}\n`);
});

test('in JSON it is an object with everything that is known, as the schema has it', () => {
  const { log, all } = writing('json');
  log.progress({ ...whole, totalElapsedMs: 13_000 });
  log.progress(whole);
  const { type, message, at: _at, ...fields } = logLines(all()).at(-1) ?? assert.fail('nothing was written');
  assert.deepEqual([type, message, fields], ['progress', `${wholeStep}; ${wholeRun}`, whole]);
});

test('a terminal shows two lines that are drawn anew, below all that stays', () => {
  const { log, all } = writing('text', { columns: () => 200, hasColour: false });
  log.info('begin');
  log.progress(at(0));
  assert.deepEqual(screenOf(all()), ['begin', 'copy/users: under 1 s']);
  log.progress(whole);
  assert.deepEqual(screenOf(all()), ['begin', wholeStep, `  ${wholeRun}`]);
  log.warn('careful');
  assert.deepEqual(screenOf(all()), ['begin', 'Warning: careful', wholeStep, `  ${wholeRun}`]);
  log.progress(undefined);
  log.info('end');
  assert.deepEqual(screenOf(all()), ['begin', 'Warning: careful', 'end']);
});

test('a line is cut at the width of the terminal, and where that shrinks meanwhile nothing of it stays', () => {
  let columns = 60;
  const { log, all } = writing('text', { columns: () => columns, hasColour: false });
  log.progress(whole);
  const [step = '', run = ''] = screenOf(all());
  assert.deepEqual([step.length, run.length], [59, 59]);
  assert.ok(step.endsWith('…') && wholeStep.startsWith(step.slice(0, -1)));
  columns = 31;
  const before = all().length;
  log.progress(undefined);
  // It wrapped them: two rows each.
  assert.equal(all().slice(before), '\u001b[4A\r\u001b[J');
});

test('colour only where it is wanted, and nothing of the text steers the terminal', () => {
  const faint = writing('text', { columns: () => 200, hasColour: true });
  faint.log.progress(whole);
  assert.ok(faint.all().includes(`\u001b[2m  ${wholeRun}\u001b[22m`));
  const plain = writing('text', { columns: () => 200, hasColour: false });
  plain.log.progress({ ...whole, activity: 'a table named \u001b[31mred' });
  assert.ok(!plain.all().includes('\u001b'));
});

test('what is written to no terminal, or to a dumb one, is never drawn anew', () => {
  assert.deepEqual(terminalOf({ columns: 80 }, { TERM: 'xterm' }), {});
  assert.deepEqual(terminalOf({ isTTY: true, columns: 80 }, { TERM: 'dumb' }), {});
  assert.deepEqual(terminalOf({ isTTY: true, columns: 80 }, {}), {});
  const { terminal } = terminalOf({ isTTY: true, columns: 80 }, { TERM: 'xterm' });
  assert.deepEqual([terminal?.columns(), terminal?.hasColour], [80, true]);
  for (const [value, hasColour] of [
    ['1', false],
    ['', true],
  ] as const) {
    assert.equal(terminalOf({ isTTY: true }, { TERM: 'xterm', NO_COLOR: value }).terminal?.hasColour, hasColour);
  }
});
