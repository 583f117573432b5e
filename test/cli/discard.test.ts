import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { Statement } from '../../src/approve/statement.ts';
import { type PlannedExample, planExample } from '../apply/planned-example.ts';
import { makeRealKey } from '../approve/ssh/ssh-keygen.ts';
import { liveWithMas } from '../rollback/live-with-mas.ts';
import { type CliAnswer, runInProcess } from './run-in-process.ts';

interface Desk {
  readonly example: PlannedExample;
  readonly approval: string;
  run(...args: readonly string[]): Promise<CliAnswer>;
  approve(...args: readonly string[]): Promise<CliAnswer>;
  statement(): Statement;
}

/** The example with its plan on disk, a person with a real key, and a policy. */
async function desk(t: TestContext): Promise<Desk> {
  const example = await planExample(t);
  const { cwd, planId } = example;
  writeFileSync(join(cwd, 'plan.yaml'), example.planBytes);
  makeRealKey(cwd, 'key', ['-t', 'ed25519']);
  writeFileSync(join(cwd, 'allowed_signers'), `grace@example.org ${readFileSync(join(cwd, 'key.pub'), 'utf8')}`);
  writeFileSync(join(cwd, 'policy.yaml'), policy);
  const run: Desk['run'] = (...args) => runInProcess(args, { cwd, env: { PATH: process.env.PATH ?? '' } });
  const approval = join(cwd, 'plan.yaml.grace@example.org.discard-approval.json');
  return {
    example,
    approval,
    run,
    approve: (...args) =>
      run(
        'approve',
        'plan.yaml',
        '--as',
        'grace@example.org',
        '--key',
        'key',
        '--plan-id',
        planId,
        '--discard-mas-changes',
        ...args,
      ),
    statement: () => {
      const { payload } = JSON.parse(readFileSync(approval, 'utf8')) as { readonly payload: string };
      return JSON.parse(Buffer.from(payload, 'base64').toString()) as Statement;
    },
  };
}

const policy = `requireApprovals: 1
allowedSigners: allowed_signers
discardMasChanges:
  roles:
    - { role: on-call, identities: ["grace@example.org"] }
`;

test('refused, shown, approved, discarded, audited: by what each command prints', async (t) => {
  const { example, approval, run, approve, statement } = await desk(t);
  const { planId } = example;
  assert.equal((await run('apply', 'plan.yaml', '--plan-id', planId, '--unapproved', 'a test')).exitCode, 0);
  await liveWithMas(example);

  const refused = await run('rollback', 'plan.yaml');
  assert.equal(refused.exitCode, 14);
  assert.match(refused.stderr, /Passwords that were set or changed: 3 \(passwords-changed\)/);
  assert.match(refused.stderr, /approve --discard-mas-changes/);
  const status = await run('status', 'plan.yaml');
  assert.match(status.stdout, /Point of no return: [^\n]+\n {2}Users who registered: 3\n/);

  const approved = await approve('--role', 'on-call', '--comment', 'MAS loses sessions.');
  assert.equal(approved.exitCode, 0, approved.stderr);
  assert.match(
    approved.stdout,
    /Users who registered \(users-registered\): 3 now, up to 3 may be lost\n {4}They stay in Synapse/,
  );
  assert.match(statement().predicate.applied ?? '', /^sha256:/);
  assert.deepEqual(statement().predicate.losses?.[0], { loss: 'users-registered', found: 3, upTo: 3 });
  assert.equal((await approve('--role', 'on-call')).exitCode, 3);

  // Nothing that only apply asks for is confused with it, and nothing is discarded without the word.
  const early = await run('rollback', 'plan.yaml', '--policy', 'policy.yaml');
  assert.deepEqual([early.exitCode, /which is not given/.test(early.stderr)], [3, true]);

  const back = await run('rollback', 'plan.yaml', '--discard-mas-changes', '--policy', 'policy.yaml');
  assert.equal(back.exitCode, 0, back.stderr);
  assert.match(back.stdout, /Discarded, of what people did since:\n {2}users-registered: 3\n/);
  assert.match(back.stdout, /^Approved: +by grace@example\.org as on-call/m);
  const audited = await run('audit', 'verify', 'plan.yaml');
  assert.equal(audited.exitCode, 0, audited.stderr);
  const bundled = await run('bundle', 'plan.yaml', '--out', 'plan.tar', '--policy', 'policy.yaml');
  assert.equal(bundled.exitCode, 0, bundled.stderr);
  const files = execFileSync('tar', ['--list', '--file', join(example.cwd, 'plan.tar')]).toString();
  assert.match(files, /plan\.yaml\.grace@example\.org\.discard-approval\.json/);

  writeFileSync(approval, readFileSync(approval, 'utf8').replace('"sig": "U', '"sig": "V'));
  const changed = await run('audit', 'verify', 'plan.yaml');
  assert.deepEqual([changed.exitCode, /AUDIT_APPROVAL_CHANGED/.test(changed.stderr)], [18, true]);
});

test('the role that the policy asks for, and its number, count for discarding alone', async (t) => {
  const { example, approve, run } = await desk(t);
  await example.apply();
  await liveWithMas(example);
  assert.equal((await approve()).exitCode, 0);
  const back = ['rollback', 'plan.yaml', '--discard-mas-changes', '--policy', 'policy.yaml'];
  const withoutRole = await run(...back);
  assert.deepEqual([withoutRole.exitCode, /APPROVAL_ROLE_MISSING/.test(withoutRole.stderr)], [13, true]);
  writeFileSync(join(example.cwd, 'policy.yaml'), policy.replace(/ {2}roles:[\s\S]*/, '  requireApprovals: 2\n'));
  const alone = await run(...back);
  assert.deepEqual([alone.exitCode, /APPROVAL_TOO_FEW/.test(alone.stderr)], [13, true]);
  writeFileSync(join(example.cwd, 'policy.yaml'), policy);
  const loose = await run(...back, '--plan-id', example.planId, '--unapproved', 'In a hurry.');
  assert.deepEqual([loose.exitCode, /APPROVAL_POLICY/.test(loose.stderr)], [13, true]);
});

test('approved ahead of the night, where nothing can be counted: only with bounds', async (t) => {
  const { example, approve, statement, run } = await desk(t);
  const blind = await approve();
  assert.equal(blind.exitCode, 3);
  assert.match(blind.stderr, /not applied: there is nothing to count yet/);
  assert.match(blind.stderr, /give --up-to N/);
  assert.match((await approve('--up-to', 'users-lost=3')).stderr, /users-lost: the plan knows users-registered, /);
  assert.match((await approve('--up-to', 'many')).stderr, /It must be a number/);
  assert.equal((await approve('--up-to', '20', '--up-to', 'users-registered=2')).exitCode, 0);
  const { applied, losses = [] } = statement().predicate;
  assert.equal(applied, undefined);
  assert.deepEqual(losses.slice(0, 2), [
    { loss: 'users-registered', upTo: 2 },
    { loss: 'users-deactivated', upTo: 20 },
  ]);
  await example.apply();
  await liveWithMas(example);
  const back = await run('rollback', 'plan.yaml', '--discard-mas-changes', '--allowed-signers', 'allowed_signers');
  assert.equal(back.exitCode, 13);
  assert.match(
    back.stderr,
    /APPROVAL_LOSSES: Users who registered \(users-registered\): 3, and the approval of grace@example\.org allows 2/,
  );
});

test('more than a bound allows is no approval, and a bound is for discarding alone', async (t) => {
  const { example, approve, run } = await desk(t);
  await example.apply();
  await liveWithMas(example);
  const short = await approve('--up-to', 'users-registered=1');
  assert.deepEqual(
    [short.exitCode, /users-registered: 3 already, and --up-to allows 1/.test(short.stderr)],
    [13, true],
  );
  const other = await run(
    'approve',
    'plan.yaml',
    '--as',
    'grace@example.org',
    '--key',
    'key',
    '--plan-id',
    example.planId,
    '--up-to',
    '1',
  );
  assert.deepEqual([other.exitCode, /--up-to is for --discard-mas-changes/.test(other.stderr)], [3, true]);
});
