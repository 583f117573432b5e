import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { type Receipt, writeReceipt } from '../../src/apply/receipt.ts';
import { sha256 } from '../../src/support/digest.ts';
import { packageRoot } from '../../src/support/package-root.ts';
import { codesOf } from './problems.ts';

const digest = `sha256:${'0'.repeat(64)}`;
const whole: Required<Receipt> = {
  formatVersion: '1.0',
  command: 'apply',
  planId: digest,
  run: '00000000-0000-4000-8000-000000000000',
  started: { sequence: 1, hash: digest },
  tool: { version: '0.1.0', node: '20.19.0' },
  databases: { mas: { name: 'mas', systemIdentifier: '7', oid: 5, serverVersion: 180000, schemaVersion: '' } },
  startedAt: '2026-01-31T02:03:04.567Z',
  endedAt: '2026-01-31T02:04:05Z',
  by: 'root@host',
  outcome: 'failed',
  code: 'APPLY_FAILED',
  transactionId: '4294967296',
  journal: digest,
  continues: '00000000-0000-4000-8000-000000000001',
  steps: [{ id: 'copy/users', rows: 1, bytes: 2, durationMs: 3.5, sqlDigest: digest, rowsDigest: digest }],
  accounting: [{ entity: 'users', rows: 1, planned: 2 }],
  files: [
    { path: '/etc/homeserver.yaml', before: digest, after: digest },
    { path: '/secret', secret: true },
  ],
  stoppedBefore: { phase: 'finish', missing: ['MAS does not answer.'] },
  probes: [{ id: 'mas/discovery', outcome: 'passed', detail: 'The issuer is https://auth.example.org/.' }],
  answeredFor: { by: ['ada@example.org'], steps: ['operator/backup'] },
  approvals: [
    {
      identity: 'ada@example.org',
      role: 'security',
      comment: 'Looked at it.',
      time: '2026-01-30T02:03:04.567Z',
      key: `SHA256:${'a'.repeat(43)}`,
      envelope: `sha256:${'1'.repeat(64)}`,
      statement: `sha256:${'2'.repeat(64)}`,
      applied: digest,
      losses: [{ loss: 'users-registered', found: 1, upTo: 2 }],
    },
  ],
  losses: [{ loss: 'users-registered', count: 1 }],
  discarded: [{ table: 'users', rows: 1, rowsDigest: digest }],
  unapproved: 'for a test',
  selfApproval: true,
  policy: `sha256:${'3'.repeat(64)}`,
};

test('a receipt has the fields of its schema and no others', () => {
  const { accounting: _, code: _c, transactionId: _t, journal: _j, continues: _r, started: _s, ...rest } = whole;
  const { approvals: _approvals, unapproved: _reason, selfApproval: _self, policy: _policy, ...lost } = rest;
  const { losses: _losses, discarded: _discarded, ...others } = lost;
  const { stoppedBefore: _stopped, probes: _probes, answeredFor: _answered, ...least } = others;
  assert.deepEqual(schemaErrors(whole), []);
  assert.deepEqual(schemaErrors({ ...least, steps: [{ id: 'sql/lock', durationMs: 0 }], files: [] }), []);
  assert.deepEqual(Object.keys(whole).sort(), Object.keys(schema().properties).sort());
  assert.deepEqual(schemaErrors({ ...whole, more: 1 }), ['additionalProperties']);
  for (const key of Object.keys(least)) {
    assert.deepEqual(schemaErrors({ ...whole, [key]: undefined }).length > 0, true, key);
  }
});

test('it stands beside the plan and never over another', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'receipt-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const plan = join(folder, 'plan.yaml');
  const first = await writeReceipt(plan, whole);
  const second = await writeReceipt(plan, { ...whole, by: 'other' });
  assert.deepEqual(
    [first, second].map(({ path }) => basename(path)),
    ['plan.yaml.receipt-20260131T020304Z-apply.json', 'plan.yaml.receipt-20260131T020304Z-apply-2.json'],
  );
  assert.deepEqual(JSON.parse(readFileSync(first.path, 'utf8')), whole);
  assert.equal(first.digest, sha256(readFileSync(first.path)));
  assert.deepEqual(await codesOf(writeReceipt(join(folder, 'none', 'plan.yaml'), whole)), [
    `FILE_UNWRITABLE ${join(folder, 'none', '.plan.yaml.receipt.staged')}`,
  ]);
});

function schema(): { readonly properties: object } {
  return JSON.parse(readFileSync(join(packageRoot(), 'plan-schema', 'receipt.schema.json'), 'utf8')) as {
    properties: object;
  };
}

function schemaErrors(value: unknown): readonly string[] {
  const validate = new Ajv2020({ allErrors: true }).compile(schema());
  // As it is written: a field that is undefined is not there.
  return validate(JSON.parse(JSON.stringify(value))) ? [] : (validate.errors ?? []).map(({ keyword }) => keyword);
}
