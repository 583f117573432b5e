import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, renameSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { withAuditLog } from '../../src/apply/audit-log/with-audit-log.ts';
import { readHistory } from '../../src/audit/read-history.ts';
import { sha256 } from '../../src/support/digest.ts';
import { silentLog } from '../../src/support/log.ts';
import { onStep, problemsOf } from '../apply/planned-example.ts';
import { type AuditedExample, auditedExample } from './audited-example.ts';

test('where the log cannot be written, apply does nothing; rollback does its work, warns, and says that it cannot be told', async (t) => {
  const example = await auditedExample(t);
  mkdirSync(example.logPath);
  const before = await example.world();
  assert.equal((await problemsOf(example.apply()))[0]?.place?.file, example.logPath);
  assert.deepEqual([await example.world(), example.receiptNames()], [before, []]);
  rmdirSync(example.logPath);
  await example.apply();
  const giveBack = takeAway(example);
  const warnings: string[] = [];
  const log = { ...silentLog, warn: (message: string) => void warnings.push(message) };
  const [problem] = await problemsOf(example.rollback({ log }));
  assert.equal(problem?.code, 'FILES_INCOMPLETE');
  assert.match(warnings.join(), /The audit log cannot be written/);
  assert.equal((await example.status()).state, 'rolled-back');
  giveBack();
  assert.deepEqual(await example.found(), ['AUDIT_RECEIPT_UNLISTED', 'AUDIT_JOURNAL_UNLOGGED']);
});

test('where only the last line cannot be written, the next run writes it', async (t) => {
  const example = await auditedExample(t);
  let giveBack = (): void => {};
  const { log } = onStep('committed', () => {
    giveBack = takeAway(example);
  });
  const [problem] = await problemsOf(example.apply({ log }));
  assert.equal(problem?.code, 'FILES_INCOMPLETE');
  assert.match(problem?.message ?? '', /^All is done, but /);
  assert.equal((await example.status()).state, 'applied');
  giveBack();
  assert.deepEqual(await example.found(), ['AUDIT_RECEIPT_UNLISTED', 'AUDIT_RUN_UNFINISHED']);
  await example.apply();
  await example.audit();
  assert.match(example.lines()[1] ?? '', /"event":"receipt-found"/);
});

test('two runs at once are both told', async (t) => {
  const example = await auditedExample(t);
  let second: ReturnType<AuditedExample['apply']> | undefined;
  const { log } = onStep('sql/lock', () => {
    second = example.apply();
    second.catch(() => {});
  });
  await example.apply({ log });
  assert.ok(second);
  assert.match((await problemsOf(second))[0]?.code ?? '', /^(LOCK_HELD|STALE_FILE)$/);
  const report = await example.audit();
  assert.deepEqual([report.lines, report.receipts, report.entries], [4, 2, 1]);
});

test('an approval can be told too, and is missed when it is gone', async (t) => {
  const example = await auditedExample(t);
  const planPath = join(example.cwd, 'plan.yaml');
  const file = 'plan.yaml.ada.approval.json';
  writeFileSync(join(example.cwd, file), '{}\n');
  const event = {
    event: 'approved',
    planId: example.planId,
    by: 'ada',
    tool: '0.0.0',
    file,
    digest: sha256('{}\n'),
  } as const;
  await withAuditLog(
    planPath,
    () => new Date('2026-02-01T00:00:00Z'),
    (log) => log.append(event),
  );
  assert.equal((await example.audit()).approvals, 1);
  assert.deepEqual(
    (await readHistory(planPath)).map(({ event: what, by, file: name }) => [what, by, name]),
    [['approved', 'ada', file]],
  );
  writeFileSync(join(example.cwd, file), '{ }\n');
  assert.deepEqual(await example.found(), ['AUDIT_APPROVAL_CHANGED']);
  renameSync(join(example.cwd, file), join(example.cwd, 'moved'));
  assert.deepEqual(await example.found(), ['AUDIT_APPROVAL_MISSING 1']);
});

/** A folder stands where the log was, until it is given back. */
function takeAway({ logPath }: AuditedExample): () => void {
  const bytes = readFileSync(logPath);
  renameSync(logPath, `${logPath}.away`);
  mkdirSync(logPath);
  return () => {
    rmdirSync(logPath);
    renameSync(`${logPath}.away`, logPath);
    assert.ok(readFileSync(logPath).equals(bytes));
  };
}
