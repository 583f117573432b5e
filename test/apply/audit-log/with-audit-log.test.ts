import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { appendFileSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { type AuditEvent, type AuditLine, noHash } from '../../../src/apply/audit-log/audit-line.ts';
import { splitAuditLog } from '../../../src/apply/audit-log/read-audit-log.ts';
import { withAuditLog } from '../../../src/apply/audit-log/with-audit-log.ts';
import { sha256 } from '../../../src/support/digest.ts';
import { temporaryFolder } from '../../cli/example.ts';
import { codesOf } from '../problems.ts';

const event: AuditEvent = { event: 'started', planId: sha256('plan'), by: 'grace "\u2028" \ud800', tool: '0.1.0' };
const clock = () => new Date('2026-02-01T03:04:05.678Z');

test('lines follow each other: each hash is that of the bytes before it', async (t) => {
  const { plan, log } = files(temporaryFolder(t));
  const first = await append(plan, event);
  const second = await append(plan, { ...event, event: 'failed', code: 'LOCK_HELD' });
  const text = readFileSync(log, 'utf8');
  assert.match(text, /^\{[^\n]*\}\n\{[^\n]*\}\n$/);
  const lines = text.trimEnd().split('\n');
  assert.deepEqual(
    lines.map((line) => sha256(line.replace(/,"hash":"sha256:[0-9a-f]{64}"\}$/, ''))),
    [first.hash, second.hash],
  );
  const [one, two] = lines.map((line) => JSON.parse(line) as AuditLine);
  assert.deepEqual([one?.sequence, one?.previous, one?.hash], [1, noHash, first.hash]);
  assert.deepEqual([two?.sequence, two?.previous, two?.code], [2, first.hash, 'LOCK_HELD']);
  assert.deepEqual(
    splitAuditLog(readFileSync(log)).map(({ isIntact, isEnded }) => [isIntact, isEnded]),
    [
      [true, true],
      [true, true],
    ],
  );
  assert.deepEqual(readdirSync(join(plan, '..')), ['plan.yaml.audit.jsonl']);
});

test('a line that a killed run left unfinished stays, the next one says so and follows on', async (t) => {
  const { plan, log } = files(temporaryFolder(t));
  const first = await append(plan, event);
  appendFileSync(log, '{"formatVersion":"1.0","sequen');
  await append(plan, event);
  const [, torn, last] = splitAuditLog(readFileSync(log));
  assert.equal(torn?.bytes.toString(), '{"formatVersion":"1.0","sequen');
  assert.equal(torn?.line, undefined);
  assert.deepEqual([last?.line?.sequence, last?.line?.previous], [2, first.hash]);
  assert.equal(last?.line?.torn, sha256('{"formatVersion":"1.0","sequen'));
  assert.equal(last?.isIntact, true);
});

test('a whole line that lacks nothing but its line end gets it', async (t) => {
  const { plan, log } = files(temporaryFolder(t));
  await append(plan, event);
  const second = await append(plan, event);
  writeFileSync(log, readFileSync(log).subarray(0, -1));
  await append(plan, event);
  const lines = splitAuditLog(readFileSync(log)).map(({ line }) => line);
  assert.deepEqual(
    lines.map((line) => line?.sequence),
    [1, 2, 3],
  );
  assert.deepEqual([lines[2]?.previous, lines[2]?.torn], [second.hash, undefined]);
});

test('many processes at once write one chain', async (t) => {
  const { plan, log } = files(temporaryFolder(t));
  const program = `
    import { withAuditLog } from '${new URL('../../../src/apply/audit-log/with-audit-log.js', import.meta.url)}';
    for (let count = 0; count < 5; count += 1)
      await withAuditLog(${JSON.stringify(plan)}, () => new Date(), (log) => log.append(${JSON.stringify(event)}));`;
  const run = promisify(execFile);
  await Promise.all([1, 2, 3, 4].map(() => run(process.execPath, ['--input-type=module', '-e', program])));
  const pieces = splitAuditLog(readFileSync(log));
  assert.equal(pieces.length, 20);
  let previous: string | undefined = noHash;
  for (const { number, line, isIntact } of pieces) {
    assert.ok(isIntact);
    assert.deepEqual([line?.sequence, line?.previous], [number, previous]);
    previous = line?.hash;
  }
});

test('what is no file of its own is left alone', async (t) => {
  const folder = temporaryFolder(t);
  const { plan, log } = files(folder);
  writeFileSync(join(folder, 'other'), 'other\n');
  symlinkSync('other', log);
  assert.deepEqual(await codesOf(append(plan, event)), [`FILE_UNWRITABLE ${log}`]);
  assert.equal(readFileSync(join(folder, 'other'), 'utf8'), 'other\n');
  mkdirSync(`${join(folder, 'b')}.audit.jsonl`);
  assert.deepEqual(await codesOf(append(join(folder, 'b'), event)), [
    `FILE_UNWRITABLE ${join(folder, 'b')}.audit.jsonl`,
  ]);
});

function files(folder: string): { readonly plan: string; readonly log: string } {
  return { plan: join(folder, 'plan.yaml'), log: join(folder, 'plan.yaml.audit.jsonl') };
}

function append(plan: string, what: AuditEvent): Promise<Pick<AuditLine, 'sequence' | 'hash'>> {
  return withAuditLog(plan, clock, (log) => log.append(what));
}
