import assert from 'node:assert/strict';
import { appendFileSync, copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { AuditLine } from '../../src/apply/audit-log/audit-line.ts';
import { readHistory } from '../../src/audit/read-history.ts';
import { sha256 } from '../../src/support/digest.ts';
import { killAt, onStep, problemsOf } from '../apply/planned-example.ts';
import { type AuditedExample, auditedExample, withAudit } from './audited-example.ts';

test('a long history is whole, and shown: refused, rehearsed, failed, applied, applied again, rolled back, applied', async (t) => {
  const example = await auditedExample(t);
  assert.deepEqual((await example.audit()).notes, []);
  await problemsOf(example.apply({ authorization: { givenPlanId: sha256('other'), unapproved: 'a test' } }));
  await example.apply({ rehearse: true });
  const interrupt = new AbortController();
  const { log } = onStep('sql/analyze', () => interrupt.abort());
  await problemsOf(example.apply({ log, signal: interrupt.signal }));
  await example.apply();
  await example.apply();
  await example.rollback();
  await example.rollback();
  await example.apply();
  const report = await example.audit();
  assert.deepEqual([report.lines, report.receipts, report.entries, report.notes], [16, 8, 3, []]);
  assert.equal(report.head?.sequence, 16);
  const history = await readHistory(join(example.cwd, 'plan.yaml'));
  assert.deepEqual(
    history.map(({ event, code }) => code ?? event),
    [
      'PLAN_ID_MISMATCH',
      'rehearsed',
      'INTERRUPTED',
      'applied',
      'already-applied',
      'rolled-back',
      'rolled-back',
      'applied',
    ],
  );
  const [, , , applied, again] = history;
  assert.equal(again?.continues, applied?.run);
  assert.ok((applied?.rows ?? 0) > 0);
  assert.equal(applied?.unapproved, 'a test');
});

test('what was changed in the log is found, line by line', async (t) => {
  const example = await auditedExample(t);
  await example.apply({ rehearse: true });
  await example.apply();
  await example.rollback();
  await example.apply();
  const lines = example.lines();
  assert.equal(lines.length, 8);
  const tampered = async (change: (lines: string[]) => string[]): Promise<readonly string[]> => {
    example.rewrite(change([...lines]));
    const found = await example.found();
    example.rewrite(lines);
    return found;
  };
  for (const [index, line] of lines.entries()) {
    const number = index + 1;
    const by = (await tampered((all) => all.with(index, line.replace('"by":"grace"', '"by":"eve"'))))[0];
    assert.equal(by, `AUDIT_CHAIN ${number}`, `edited ${number}`);
    const rehashed = await tampered((all) => all.with(index, rehash(line.replace('"by":"grace"', '"by":"eve"'))));
    assert.ok(
      rehashed.some((found) => found.startsWith('AUDIT_')),
      `edited and hashed anew ${number}`,
    );
    const removed = await tampered((all) => all.toSpliced(index, 1));
    assert.ok(removed.length > 0, `removed ${number}`);
    if (index < 7) assert.ok(removed.includes(`AUDIT_CHAIN ${number}`), `removed ${number}`);
    assert.ok((await tampered((all) => all.toSpliced(index, 0, line))).includes(`AUDIT_CHAIN ${number + 1}`));
    const next = lines[index + 1];
    if (next === undefined) continue;
    const swapped = await tampered((all) => all.with(index, next).with(index + 1, line));
    assert.ok(swapped.includes(`AUDIT_CHAIN ${number}`), `swapped ${number}`);
  }
  assert.deepEqual(await tampered((all) => all.with(7, all[7]?.trimEnd() ?? '')), ['AUDIT_TORN 8']);
  assert.deepEqual(await tampered((all) => [...all, 'x\n']), ['AUDIT_CHAIN 9']);
  assert.deepEqual(await tampered((all) => [...all, '\n']), ['AUDIT_CHAIN 9']);
  assert.deepEqual(await tampered((all) => all.with(2, all[2]?.replace('{', '{ ') ?? '')), ['AUDIT_CHAIN 3']);
  await example.audit();
});

test('the end of the log cannot be cut off: receipts and journal tell', async (t) => {
  const example = await auditedExample(t);
  await example.apply();
  await example.rollback();
  const lines = example.lines();
  example.rewrite(lines.slice(0, 3));
  assert.deepEqual(await example.found(), ['AUDIT_RECEIPT_UNLISTED', 'AUDIT_RUN_UNFINISHED']);
  example.rewrite(lines.slice(0, 2));
  assert.deepEqual(await example.found({ database: false }), ['AUDIT_RECEIPT_UNLISTED']);
  for (const name of example.receiptNames()) {
    if (name.includes('rollback')) rmSync(join(example.cwd, name));
  }
  assert.deepEqual(await example.found(), ['AUDIT_JOURNAL_UNLOGGED']);
  rmSync(example.logPath);
  assert.deepEqual(await example.found(), ['AUDIT_LOG_MISSING', 'AUDIT_RECEIPT_UNLISTED', 'AUDIT_JOURNAL_UNLOGGED']);
});

test('a log that was written anew from some line on contradicts the journal', async (t) => {
  const example = await auditedExample(t);
  await example.apply();
  let previous = '';
  example.rewrite(
    example.lines().map((line) => {
      const text = line.replaceAll('"tool":"0.0.0"', '"tool":"0.0.1"');
      const follows = previous === '' ? text : text.replace(/"previous":"[^"]*"/, `"previous":"${previous}"`);
      const whole = rehash(follows);
      previous = (JSON.parse(whole) as AuditLine).hash;
      return whole;
    }),
  );
  assert.deepEqual(await example.found(), ['AUDIT_JOURNAL_OTHER']);
});

test('a receipt that was changed or is gone is found', async (t) => {
  const example = await auditedExample(t);
  await example.apply();
  const [name = ''] = example.receiptNames();
  const path = join(example.cwd, name);
  const bytes = readFileSync(path);
  for (const position of [0, 100, bytes.length - 1]) {
    writeFileSync(path, bytes.with(position, (bytes[position] ?? 0) ^ 1));
    assert.deepEqual(await example.found(), ['AUDIT_RECEIPT_CHANGED'], String(position));
  }
  const other = Buffer.from(bytes.toString().replace('"applied"', '"failed"'));
  writeFileSync(path, other);
  const lines = example.lines();
  example.rewrite(lines.with(1, rehash((lines[1] ?? '').replace(sha256(bytes), sha256(other)))));
  assert.deepEqual(await example.found(), ['AUDIT_RECEIPT_OTHER 2']);
  example.rewrite(lines);
  rmSync(path);
  assert.deepEqual(await example.found(), ['AUDIT_RECEIPT_MISSING 2']);
  writeFileSync(path, bytes);
  copyFileSync(path, path.replace('.json', '-9.json'));
  assert.deepEqual(await example.found(), ['AUDIT_RECEIPT_UNLISTED']);
});

test('what was changed in the journal is found, column by column', async (t) => {
  const example = await auditedExample(t);
  await example.apply();
  await example.rollback();
  await example.apply();
  await example.mas.query('CREATE TEMPORARY TABLE journal_copy AS SELECT * FROM syn2mas_plan.journal');
  const columns: Readonly<Record<string, string>> = {
    run: `run || 'x'`,
    plan_id: `plan_id || 'x'`,
    event: `CASE event WHEN 'applied' THEN 'rolled-back' ELSE 'applied' END`,
    transaction_id: `(transaction_id::text::bigint + 1)::text::xid8`,
    at: `at + '1 microsecond'`,
    by: `by || 'x'`,
    tool_version: `tool_version || 'x'`,
    started_hash: 'NULL',
    details: `(details::text || ' ')::json`,
    previous: `previous || 'x'`,
    hash: `hash || 'x'`,
  };
  for (const [column, value] of Object.entries(columns)) {
    await example.mas.query(`BEGIN; UPDATE syn2mas_plan.journal SET ${column} = ${value} WHERE id = 2; COMMIT`);
    assert.ok((await example.found()).includes('AUDIT_JOURNAL_CHAIN'), column);
    await restore(example);
  }
  for (const id of [1, 2, 3]) {
    await example.mas.query(`DELETE FROM syn2mas_plan.journal WHERE id = ${id}`);
    const found = await example.found();
    assert.ok(found.includes(`AUDIT_JOURNAL_LOST ${id * 2}`), found.join());
    assert.equal(found.includes('AUDIT_JOURNAL_CHAIN'), id < 3);
    await restore(example);
  }
  await example.mas.query('DROP SCHEMA syn2mas_plan CASCADE');
  assert.deepEqual(await example.found(), ['AUDIT_JOURNAL_LOST 2', 'AUDIT_JOURNAL_LOST 4', 'AUDIT_JOURNAL_LOST 6']);
  await example.audit({ database: false });
});

test('killed after the commit, the trail says what to do; the next apply makes it whole', async (t) => {
  const example = await auditedExample(t);
  await killAt('committed', 'apply', example);
  const [problem, ...others] = await problemsOf(example.audit());
  assert.deepEqual([problem?.code, others], ['AUDIT_RUN_UNFINISHED', []]);
  assert.match(problem?.remedy ?? '', /syn2mas-plan apply/);
  // A verification names that run too, and finishes nothing.
  await example.verify();
  assert.deepEqual(await example.found(), ['AUDIT_RUN_UNFINISHED']);
  await example.apply();
  const report = await example.audit();
  assert.equal(report.notes.length, 2);
  assert.match(report.notes.join('\n'), /was cut short after its commit; a later run finished it/);
  const history = await readHistory(join(example.cwd, 'plan.yaml'));
  assert.deepEqual(
    history.map(({ event }) => event),
    ['unended', 'verified', 'already-applied'],
  );

  await killAt('committed', 'rollback', example);
  assert.deepEqual(await example.found(), ['AUDIT_RUN_UNFINISHED']);
  await example.rollback();
  await example.audit();
});

test('applied and killed after the commit, taken back and killed again: who ends that ends both', async (t) => {
  const example = await auditedExample(t);
  await killAt('committed', 'apply', example);
  await killAt('committed', 'rollback', example);
  const found = await problemsOf(example.audit());
  assert.deepEqual([...new Set(found.map(({ code }) => code))], ['AUDIT_RUN_UNFINISHED']);
  await example.rollback();
  const { notes } = await example.audit();
  for (const command of ['apply', 'rollback'])
    assert.match(notes.join('\n'), new RegExp(`the ${command} of .* was cut short after its commit; a later run`));
});

test('killed before the commit, nothing but the log tells of it', async (t) => {
  const example = await auditedExample(t);
  await killAt('copy/users', 'apply', example);
  const report = await example.audit();
  assert.deepEqual([report.lines, report.receipts, report.entries], [1, 0, 0]);
  assert.match(report.notes.join(), /does not say how the apply of grace, .*ended/);
});

test('killed between receipt and last line, the next run says what was left unsaid', async (t) => {
  const example = await auditedExample(t);
  await example.apply();
  example.rewrite(example.lines().slice(0, 1));
  appendFileSync(example.logPath, '{"formatVersion":"1.0","sequence":2,');
  assert.deepEqual(await example.found(), ['AUDIT_TORN 2', 'AUDIT_RECEIPT_UNLISTED', 'AUDIT_RUN_UNFINISHED']);
  await example.apply();
  const report = await example.audit();
  assert.match(report.notes.join(), /Line 2 is torn/);
  const history = await readHistory(join(example.cwd, 'plan.yaml'));
  assert.deepEqual(
    history.map(({ event }) => event),
    ['applied', 'already-applied'],
  );
});

test('a plan that was made anew under the same name goes on with the log; the log of another plan is told', async (t) => {
  const example = await auditedExample(t);
  await example.apply({ rehearse: true });
  const other = withAudit(example.withPlan((plan) => ({ ...plan, created: { ...plan.created, by: 'eve' } })));
  assert.match((await other.audit()).notes.join(), /No line of the log is about this plan: 2 are about others/);
  await other.apply();
  assert.equal((await other.audit()).lines, 4);
  await example.audit();
  const elsewhere = await auditedExample(t);
  await elsewhere.apply({ rehearse: true });
  copyFileSync(elsewhere.logPath, example.logPath);
  const found = await other.found();
  assert.ok(found.includes('AUDIT_RECEIPT_CHANGED') || found.includes('AUDIT_RECEIPT_MISSING 2'), found.join());
  assert.ok(found.includes('AUDIT_JOURNAL_UNLOGGED'));
  assert.ok(existsSync(example.logPath));
});

/** The line with the hash that its bytes have. */
function rehash(line: string): string {
  const body = line.replace(/,"hash":"sha256:[0-9a-f]{64}"\}\n?$/, '');
  return `${body},"hash":"${sha256(body)}"}\n`;
}

/** The journal as a copy of it was before the first change. */
async function restore({ mas }: AuditedExample): Promise<void> {
  await mas.query(`
    TRUNCATE syn2mas_plan.journal;
    INSERT INTO syn2mas_plan.journal OVERRIDING SYSTEM VALUE SELECT * FROM journal_copy`);
}
