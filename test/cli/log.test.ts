import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLog, type LogFormat } from '../../src/cli/log.ts';
import { toolVersion } from '../../src/cli/tool-version.ts';

function logged(format: LogFormat): string {
  const lines: string[] = [];
  const log = createLog(
    { stderr: { write: (text) => lines.push(text) }, clock: () => new Date('2026-01-31T12:00:00Z') },
    format,
  );
  log.info('copying users');
  log.warn('a role named \u001b[31mred');
  log.event('step', { message: 'three', id: 'copy/users', rows: 3 });
  return lines.join('');
}

test('the text log has a line for each message, none for events, and lets nothing steer the terminal', () => {
  const [first, second, ...rest] = logged('text').split('\n');
  assert.equal(first, 'copying users');
  assert.match(second ?? '', /^Warning: a role named .*\[31mred$/);
  assert.ok(!second?.includes('\u001b'));
  assert.deepEqual(rest, ['']);
});

test('the JSON log has an object a line, of which the first says the version', () => {
  const [first, ...objects] = logged('json')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
  const at = '2026-01-31T12:00:00.000Z';
  const tool = { name: 'syn2mas-plan', version: toolVersion() };
  const message = `syn2mas-plan ${tool.version}`;
  assert.deepEqual(first, { type: 'version', at, message, formatVersion: '1.0', tool });
  assert.deepEqual(objects, [
    { type: 'info', at, message: 'copying users' },
    { type: 'warning', at, message: 'a role named \u001b[31mred' },
    { type: 'step', at, message: 'three', id: 'copy/users', rows: 3 },
  ]);
});
