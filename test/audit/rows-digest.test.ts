import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { to as copyTo } from 'pg-copy-streams';
import { sha256 } from '../../src/support/digest.ts';
import { planExample } from '../apply/planned-example.ts';

test('the digests of a receipt are those of the SQL of the plan, and of what the tables hold', async (t) => {
  const example = await planExample(t);
  const { receipt } = await example.apply();
  const steps = new Map(receipt.steps.map((step) => [step.id, step]));
  let copies = 0;
  for (const step of example.plan.steps) {
    if (step.kind === 'sql') assert.equal(steps.get(step.id)?.sqlDigest, sha256(step.sql), step.id);
    if (step.kind !== 'copy') continue;
    assert.equal(steps.get(step.id)?.sqlDigest, sha256(step.select), step.id);
    const hash = createHash('sha256');
    const copy = `COPY (SELECT ${step.columns.join(', ')} FROM ${step.table} ORDER BY ctid) TO STDOUT (FORMAT binary)`;
    for await (const chunk of example.mas.query(copyTo(copy))) hash.update(chunk as Buffer);
    assert.equal(steps.get(step.id)?.rowsDigest, `sha256:${hash.digest('hex')}`, step.id);
    copies += step.rows > 0 ? 1 : 0;
  }
  assert.ok(copies > 5);
});
