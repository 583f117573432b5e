import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readAuditLine, writeAuditLine } from '../../src/apply/audit-log/audit-line.ts';
import { splitAuditLog } from '../../src/apply/audit-log/read-audit-log.ts';
import { hashJournalEntry } from '../../src/apply/hash-journal-entry.ts';
import { checkChain } from '../../src/audit/check-chain.ts';
import { packageRoot } from '../../src/support/package-root.ts';
import { auditedExample } from './audited-example.ts';

const formats = readFileSync(join(packageRoot(), 'FORMATS.md'), 'utf8');

test('the lines of FORMATS.md are what this program writes, byte for byte', () => {
  const lines = formats.match(/^\{"formatVersion":"1\.0","sequence":.*$/gm) ?? [];
  assert.equal(lines.length, 2);
  for (const text of lines) {
    const line = readAuditLine(Buffer.from(text));
    assert.ok(line);
    assert.equal(writeAuditLine(line, line), text);
  }
  const pieces = splitAuditLog(Buffer.from(`${lines.join('\n')}\n`));
  assert.deepEqual(checkChain('log', pieces), { problems: [], notes: [] });
});

test('the hash of an entry of the journal is the one of FORMATS.md', () => {
  const entry = {
    run: 'r',
    planId: 'p',
    event: 'applied',
    transactionId: '7',
    at: '2026-01-31T12:00:00.000000Z',
    by: 'grace@höst',
    toolVersion: '0.1.0',
    startedHash: '',
    details: '{}',
    previous: '0'.repeat(71),
  };
  assert.match(formats, /27:2026-01-31T12:00:00\.000000Z,11:grace@höst,5:0\.1\.0,0:,2:\{\},71:000…0,/);
  assert.ok(formats.includes(hashJournalEntry(entry)));
});

test('the query of FORMATS.md computes the hashes of the journal again, and COPY those of the rows', async (t) => {
  const example = await auditedExample(t);
  const { receipt } = await example.apply();
  await example.rollback();
  const sql = /```sql\n(SELECT id, hash = [\s\S]*?)```/.exec(formats)?.[1] ?? '';
  assert.deepEqual((await example.mas.query(sql)).rows, [
    { id: '1', is_own: true, follows_on: true },
    { id: '2', is_own: true, follows_on: true },
  ]);
  await example.mas.query(`UPDATE syn2mas_plan.journal SET by = 'eve' WHERE id = 1`);
  assert.deepEqual(
    (await example.mas.query(sql)).rows.map(({ is_own }) => is_own),
    [false, true],
  );
  assert.ok(receipt.steps.some(({ sqlDigest }) => sqlDigest !== undefined));
});
