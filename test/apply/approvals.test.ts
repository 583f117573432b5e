import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { renderReceipt } from '../../src/render/receipt.ts';
import { renderStatus } from '../../src/render/status.ts';
import { renderVerifyReport } from '../../src/render/verify-report.ts';
import { silentLog } from '../../src/support/log.ts';
import { runInProcess } from '../cli/run-in-process.ts';
import { makeApprovers } from './approved-example.ts';
import { killAt, planExample, problemsOf, receiptsIn } from './planned-example.ts';

const signedAt = '2026-01-31T12:00:00.000Z';

test('who approved stands in receipt, journal and status; too few change nothing', async (t) => {
  const example = await planExample(t);
  const approvers = makeApprovers(['grace', 'alan'], 2);
  const before = await example.world();
  const early = approvers.approve(example, ['grace'], signedAt);
  for (const options of [{}, { phase: 'prepare' as const }, { rehearse: true }]) {
    const problems = await problemsOf(example.apply({ authorization: early, ...options }));
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['APPROVAL_TOO_FEW'],
    );
  }
  assert.deepEqual(await example.world(), before);
  assert.deepEqual(
    receiptsIn(example.cwd).map(({ outcome, code, approvals }) => [outcome, code, approvals]),
    Array.from({ length: 3 }, () => ['failed', 'APPROVAL_TOO_FEW', undefined]),
  );

  const authorization = approvers.approve(example, ['grace', 'alan'], signedAt);
  const lines: string[] = [];
  const tell = (message: string): void => void lines.push(message);
  const { receipt } = await example.apply({
    log: { ...silentLog, info: tell, warn: tell },
    authorization: { ...authorization, policy: `sha256:${'1'.repeat(64)}` },
  });
  assert.deepEqual(
    [receipt.approvals?.map(({ identity }) => identity), receipt.unapproved],
    [['grace', 'alan'], undefined],
  );
  assert.match(lines[0] ?? '', /^Approved by grace at 2026-01-31T12:00:00\.000Z with the key SHA256:/);
  assert.match(lines[2] ?? '', /^The plan was made by ada, whom the allowed_signers file does not name/);
  const status = await example.status();
  assert.deepEqual(status.journal[0]?.approvals, receipt.approvals);
  assert.match(renderStatus(status, 'plan.yaml'), /applied this plan by grace, approved by grace, alan$/m);
  const text = renderReceipt(receipt, '/receipt', 'plan.yaml');
  assert.match(text, /^Approved: {4}by alan, 2026-01-31T12:00:00\.000Z, key SHA256:\S{43}$/m);
  assert.match(text, /^Policy: {6}sha256:1{64}$/m);
  assert.equal((await example.verify()).unapproved, undefined);
});

test('an approval is spent by one use: not again after a rollback, even written otherwise', async (t) => {
  const example = await planExample(t);
  const approvers = makeApprovers(['grace', 'alan'], 1);
  const first = approvers.approve(example, ['grace'], signedAt);
  await example.apply({ authorization: first, rehearse: true });
  await example.apply({ authorization: first, phase: 'prepare' });
  await example.apply({ authorization: first });
  // There is nothing left to do, and nothing is refused.
  assert.equal((await example.apply({ authorization: first })).receipt.outcome, 'already-applied');
  await example.rollback();
  const back = await example.world();
  const problems = await problemsOf(
    example.apply({ authorization: approvers.approve(example, ['grace', 'alan'], signedAt) }),
  );
  assert.deepEqual(
    problems.map(({ code }) => code),
    ['APPROVAL_SPENT'],
  );
  assert.match(problems[0]?.message ?? '', /grace was used at 2026-02-01T03:04:05Z by grace/);
  assert.deepEqual(await example.world(), back);
  assert.equal(receiptsIn(example.cwd).at(-1)?.code, 'APPROVAL_SPENT');
  const again = approvers.approve(example, ['grace'], '2026-01-31T12:00:00.001Z');
  assert.equal((await example.apply({ authorization: again })).receipt.outcome, 'applied');
});

test('what an interrupted run began is finished with the same approvals', async (t) => {
  const example = await planExample(t);
  await killAt('committed', 'apply', example);
  const authorization = makeApprovers(['alan'], 1).approve(example, ['alan'], signedAt);
  const { receipt } = await example.apply({ authorization });
  assert.equal(receipt.outcome, 'already-applied');
  assert.ok(receipt.files.length > 0);
  // It was applied without them, and that is not forgotten.
  assert.deepEqual([receipt.approvals?.length, receipt.unapproved], [1, 'a test']);
});

test('every report about a plan that nobody approved says so', async (t) => {
  const example = await planExample(t);
  const { cwd, planId } = example;
  writeFileSync(join(cwd, 'plan.yaml'), example.planBytes);
  const reason = 'nobody\u001b else is here';
  const shown = /nobody\\u\{1b\} else is here/;
  const run = (...args: readonly string[]) => runInProcess(args, { cwd });
  const alone = await run('apply', 'plan.yaml', '--plan-id', planId);
  assert.deepEqual([alone.exitCode, /APPROVAL_MISSING/.test(alone.stderr)], [13, true]);
  const applied = await run('apply', 'plan.yaml', '--plan-id', planId, '--unapproved', reason);
  assert.equal(applied.exitCode, 0, applied.stderr);
  assert.match(applied.stdout, new RegExp(`^Unapproved: {2}${shown.source}$`, 'm'));
  assert.match(applied.stderr, new RegExp(`Warning: This plan runs without approvals: ${shown.source}`));
  assert.match((await run('status', 'plan.yaml')).stdout, new RegExp(`without approvals: ${shown.source}$`, 'm'));
  assert.match(
    (await run('verify', 'plan.yaml')).stdout,
    new RegExp(`applied without approvals: ${shown.source}$`, 'm'),
  );
  assert.match((await run('rollback', 'plan.yaml')).stdout, shown);
  assert.match((await run('rollback', 'plan.yaml')).stdout, shown);
  assert.match((await run('status', 'plan.yaml')).stdout, shown);
  assert.deepEqual(
    receiptsIn(cwd).map(({ command, unapproved }) => [command, unapproved]),
    [
      // It was refused for want of one.
      ['apply', undefined],
      ['apply', reason],
      ['verify', reason],
      ['rollback', reason],
      ['rollback', reason],
    ],
  );
  assert.doesNotMatch(renderVerifyReport({ tables: [] }), /approvals/);
});

test('one plan and its approvals, by the commands alone; a plan that differs by one blank is another', async (t) => {
  const example = await planExample(t);
  const { cwd, planId } = example;
  writeFileSync(join(cwd, 'plan.yaml'), example.planBytes);
  const approvers = makeApprovers(['grace'], 1);
  const [approval] = approvers.approve(example, ['grace'], signedAt).approvals ?? [];
  const [signer] = approvers.rules.allowedSigners.signers;
  assert.ok(approval && signer);
  writeFileSync(join(cwd, 'plan.yaml.grace.approval.json'), approval.bytes);
  writeFileSync(join(cwd, 'signers'), `grace ssh-ed25519 ${signer.publicKey.blob.toString('base64')}\n`);
  writeFileSync(join(cwd, 'policy.yaml'), 'requireApprovals: 1\nallowedSigners: signers\n');
  const run = (...args: readonly string[]) =>
    runInProcess(['apply', 'plan.yaml', ...args], { cwd, now: '2026-02-01T00:00:00Z' });
  const before = await example.world();

  for (const bytes of [
    `${Buffer.from(example.planBytes)} `,
    Buffer.from(example.planBytes).toString().replace('\n', ' \n'),
  ]) {
    writeFileSync(join(cwd, 'plan.yaml'), bytes);
    const other = await run('--allowed-signers', 'signers');
    assert.deepEqual([other.exitCode, /APPROVAL_OTHER_PLAN/.test(other.stderr)], [13, true], other.stderr);
  }
  writeFileSync(join(cwd, 'plan.yaml'), example.planBytes);
  const two = await run('--policy', 'policy.yaml', '--require-approvals', '2');
  assert.match(two.stderr, /error APPROVAL_TOO_FEW/);
  const without = await run('--policy', 'policy.yaml', '--plan-id', planId, '--unapproved', 'in a hurry');
  assert.match(without.stderr, /error APPROVAL_POLICY: --unapproved/);
  assert.deepEqual(await example.world(), before);

  const applied = await run('--policy', 'policy.yaml', '--plan-id', planId);
  assert.equal(applied.exitCode, 0, applied.stderr);
  assert.match(applied.stdout, /^Approved: {4}by grace,/m);
});
