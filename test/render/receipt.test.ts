import assert from 'node:assert/strict';
import { test } from 'node:test';
import { renderReceipt, type ShownReceipt } from '../../src/render/receipt.ts';

const common = { planId: 'sha256:1', startedAt: 'a', endedAt: 'b', steps: [], files: [] };

function render(receipt: Pick<ShownReceipt, 'outcome'> & Partial<ShownReceipt>): string {
  return renderReceipt({ ...common, ...receipt }, '/receipt.json', 'plan.yaml');
}

test('a failure says whether something was committed', () => {
  const nothing = render({ outcome: 'failed', code: 'APPLY_FAILED' });
  assert.match(nothing, /^Failed \(APPLY_FAILED\)\. Nothing was committed\.$/m);
  const files = render({ outcome: 'failed', code: 'FILES_INCOMPLETE', transactionId: '7' });
  assert.match(files, /^Failed \(FILES_INCOMPLETE\) after the database of MAS was committed\.$/m);
  assert.doesNotMatch(render({ outcome: 'failed', code: 'COMMIT_UNKNOWN' }), /Nothing was committed/);
  for (const text of [nothing, files]) assert.match(text, /Next: +syn2mas-plan status plan\.yaml/);
});

test('rows that are not as many as planned are named, and no others', () => {
  const accounting = [
    { entity: 'users', rows: 2010, planned: 2000 },
    { entity: 'devices', rows: 5, planned: 5 },
  ];
  const text = render({ outcome: 'applied', accounting });
  assert.match(text, /users: 2,010, planned 2,000/);
  assert.doesNotMatch(text, /devices/);
});

test('prepared, prepared and stopped, and nothing to prepare are told apart', () => {
  const files = [{ path: '/mas.yaml' }];
  const done = render({ outcome: 'prepared', files });
  assert.match(done, /^Prepared: every file of the phase prepare is in place\. No database was changed\.$/m);
  assert.match(done, /Next: +syn2mas-plan apply plan\.yaml --allowed-signers FILE --phase cutover$/m);
  const stopped = render({ outcome: 'prepared', code: 'STALE_TARGET', files });
  assert.match(stopped, /^Prepared, then stopped \(STALE_TARGET\)/);
  assert.match(stopped, /Next: +syn2mas-plan status plan\.yaml/);
  assert.match(render({ outcome: 'prepared' }), /^Nothing to prepare/);
});

test('a rollback says whether it touched the database', () => {
  assert.match(
    render({ outcome: 'rolled-back', transactionId: '7' }),
    /^Rolled back: the database of MAS and every file/,
  );
  assert.match(
    render({ outcome: 'rolled-back', files: [{ path: '/mas.yaml' }] }),
    /The database of MAS was left alone/,
  );
});
