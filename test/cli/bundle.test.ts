import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { syncProviders } from '../../src/cli/demo/sync-providers.ts';
import { sha256 } from '../../src/support/digest.ts';
import { createExample, inputs, temporaryFolder } from './example.ts';
import { type CliAnswer, runInProcess } from './run-in-process.ts';

test('a bundle can be checked with sha256sum, python3 and ssh-keygen alone, and each change is found', async (t) => {
  const { cwd, run, pair } = await appliedWithApproval(t);
  const args = ['bundle', 'plan.yaml', '--out', 'plan.tar', '--journal', '--policy', 'policy.yaml'];
  const answer = await run(...args);
  assert.equal(answer.exitCode, 0, answer.stderr);
  const archive = readFileSync(join(cwd, 'plan.tar'));
  assert.equal(answer.stdout, `Written: plan.tar, ${sha256(archive)}\n`);
  assert.doesNotMatch(answer.stderr, /Warning/);

  const folder = temporaryFolder(t);
  const unpack = () => execFileSync('tar', ['-xf', join(cwd, 'plan.tar')], { cwd: folder });
  unpack();
  const inside = join(folder, 'plan.yaml.bundle');
  const receipts = readdirSync(cwd).filter((name) => name.includes('.receipt-'));
  assert.equal(receipts.length, 3);
  assert.deepEqual(
    readdirSync(inside, { recursive: true, encoding: 'utf8' })
      .filter((name) => !name.startsWith('schemas'))
      .toSorted(),
    [
      'MANIFEST.sha256',
      'README.md',
      'journal.jsonl',
      'plan.yaml',
      'plan.yaml.ada@example.org.approval.json',
      'plan.yaml.audit.jsonl',
      ...receipts,
      'policy',
      'policy/allowed_signers',
      'policy/policy.yaml',
      'policy/revoked_keys',
      'reports',
      'reports/history.txt',
      'reports/plan.html',
      'reports/plan.md',
      'reports/plan.txt',
    ].toSorted(),
  );
  for (const name of ['plan.yaml', 'plan.yaml.audit.jsonl', ...receipts])
    assert.ok(readFileSync(join(inside, name)).equals(readFileSync(join(cwd, name))), name);
  const secrets = [...planted(cwd), pair.synapse.password, pair.mas.password];
  assert.ok(secrets.length > 5);
  for (const secret of secrets) assert.ok(!archive.includes(secret));

  const blocks = [...readFileSync(join(inside, 'README.md'), 'utf8').matchAll(/```sh\n([\s\S]*?)```/g)].map(
    ([, block = '']) => block,
  );
  const failing = (): readonly number[] =>
    blocks.flatMap((block, index) => {
      const { status, signal } = spawnSync('sh', ['-c', block], { cwd: inside, encoding: 'utf8' });
      assert.equal(signal, null);
      return status === 0 ? [] : [index];
    });
  assert.equal(blocks.length, 5);
  assert.deepEqual(failing(), []);
  const [manifest, plan, log, approvals, journal] = [0, 1, 2, 3, 4] as const;
  const changes: readonly (readonly [string, (text: string) => string | undefined, readonly number[]])[] = [
    ['plan.yaml', (text) => `${text} `, [manifest, plan, approvals]],
    ['plan.yaml.audit.jsonl', (text) => text.replace('"by":', '"by": '), [manifest, log]],
    ['plan.yaml.audit.jsonl', (text) => text.slice(text.indexOf('\n') + 1), [manifest, log]],
    ['plan.yaml.audit.jsonl', (text) => text.slice(0, -1), [manifest, log]],
    ['plan.yaml.audit.jsonl', (text) => `${text}x\n`, [manifest, log]],
    ['plan.yaml.audit.jsonl', (text) => text.replace(/[^\n]*\n$/, ''), [manifest, log]],
    [receipts[0] ?? '', (text) => text.replace('"', ' '), [manifest, log]],
    [receipts[0] ?? '', () => undefined, [manifest, log]],
    ['journal.jsonl', (text) => text.replace(/"by":"/, '"by":"x'), [manifest, journal]],
    ['journal.jsonl', (text) => text.replace(/^[^\n]*\n/, ''), [manifest, journal]],
    [
      'plan.yaml.ada@example.org.approval.json',
      (text) =>
        text.replace(
          /"sig": "(.{250})(.)/,
          (_all, start: string, last: string) => `"sig": "${start}${last === 'A' ? 'B' : 'A'}`,
        ),
      [manifest, approvals],
    ],
    ['policy/allowed_signers', (text) => text.replace('ada', 'eve'), [manifest, approvals]],
  ];
  for (const [name, change, expected] of changes) {
    const text = change(readFileSync(join(inside, name), 'utf8'));
    if (text === undefined) rmSync(join(inside, name));
    else writeFileSync(join(inside, name), text);
    assert.deepEqual(failing(), expected, `${name} ${change}`);
    unpack();
  }

  assert.equal((await run(...args)).exitCode, 3);
  assert.match((await run(...args)).stderr, /BUNDLE_EXISTS/);
  assert.equal((await run(...args, '--force')).exitCode, 0);
  assert.ok(readFileSync(join(cwd, 'plan.tar')).equals(archive));
});

test('a bundle of a plan that never ran holds the plan; one of a broken trail is packed as it is, with a warning', async (t) => {
  const { cwd, run } = await planned(t);
  const fresh = await run('bundle', 'plan.yaml', '--out', 'fresh.tar');
  assert.equal(fresh.exitCode, 0, fresh.stderr);
  const listed = execFileSync('tar', ['-tf', 'fresh.tar'], { cwd, encoding: 'utf8' });
  assert.match(listed, /^plan\.yaml\.bundle\/plan\.yaml$/m);
  assert.doesNotMatch(listed, /\.audit|\.receipt-|journal\.jsonl|policy\/|-secret/);
  await run('apply', 'plan.yaml');
  appendFileSync(join(cwd, 'plan.yaml.audit.jsonl'), 'torn');
  const broken = await run('bundle', 'plan.yaml', '--out', 'broken.tar');
  assert.equal(broken.exitCode, 0);
  assert.match(broken.stderr, /Warning: AUDIT_TORN: /);
  assert.equal((await run('bundle', 'plan.yaml', '--out', 'no/folder.tar')).exitCode, 3);
  assert.equal((await run('bundle', 'plan.yaml', '--out', 'a.tar', '--allowed-signers', 'absent')).exitCode, 3);
});

interface Planned {
  readonly cwd: string;
  readonly planId: string;
  readonly pair: Awaited<ReturnType<typeof createExample>>['pair'];
  readonly run: (...args: readonly string[]) => Promise<CliAnswer>;
}

async function planned(t: TestContext): Promise<Planned> {
  const { cwd, pair } = await createExample(t, { users: 24 });
  await syncProviders(pair.mas.client, join(cwd, 'mas.yaml'));
  for (const database of [pair.synapse, pair.mas]) await database.disconnect();
  const run: Planned['run'] = (...args) => runInProcess(args, { cwd });
  const answer = await run('plan', ...inputs, '--out', 'plan.yaml');
  const [planId = ''] = /sha256:[0-9a-f]{64}/.exec(answer.stdout) ?? [];
  return { cwd, planId, pair, run };
}

/** Refused once, applied by an approval, rolled back. */
async function appliedWithApproval(t: TestContext): Promise<Planned> {
  const example = await planned(t);
  const { cwd, planId, run } = example;
  for (const name of ['key', 'old'])
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', '', '-f', join(cwd, name)]);
  const key = readFileSync(join(cwd, 'key.pub'), 'utf8');
  writeFileSync(join(cwd, 'allowed_signers'), `ada@example.org namespaces="syn2mas-plan-approval" ${key}`);
  writeFileSync(join(cwd, 'revoked'), readFileSync(join(cwd, 'old.pub')));
  writeFileSync(
    join(cwd, 'policy.yaml'),
    'requireApprovals: 1\nallowedSigners: allowed_signers\nrevokedKeys: revoked\n',
  );
  const refused = await run('apply', 'plan.yaml', '--policy', 'policy.yaml');
  assert.equal(refused.exitCode, 13);
  const approved = await run('approve', 'plan.yaml', '--as', 'ada@example.org', '--key', 'key', '--plan-id', planId);
  assert.equal(approved.exitCode, 0, approved.stderr);
  const applied = await run('apply', 'plan.yaml', '--policy', 'policy.yaml');
  assert.equal(applied.exitCode, 0, applied.stderr);
  assert.equal((await run('rollback', 'plan.yaml')).exitCode, 0);
  const verified = await run('audit', 'verify', 'plan.yaml');
  assert.equal(verified.exitCode, 0, verified.stderr);
  assert.match((await run('audit', 'show', 'plan.yaml')).stdout, /approved by\s+ada@example\.org/);
  const approval = join(cwd, 'plan.yaml.ada@example.org.approval.json');
  const bytes = readFileSync(approval);
  writeFileSync(approval, bytes.subarray(1));
  assert.match((await run('audit', 'verify', 'plan.yaml')).stderr, /AUDIT_APPROVAL_CHANGED/);
  rmSync(approval);
  assert.match((await run('audit', 'verify', 'plan.yaml', '--no-database')).stderr, /AUDIT_APPROVAL_MISSING/);
  writeFileSync(join(cwd, 'elsewhere.json'), bytes);
  const named = await run('audit', 'verify', 'plan.yaml', '--no-database', '--approval', 'elsewhere.json');
  assert.equal(named.exitCode, 0, named.stderr);
  rmSync(join(cwd, 'elsewhere.json'));
  writeFileSync(approval, bytes);
  return example;
}

/** In the example every secret ends in the same words. */
function planted(cwd: string): readonly string[] {
  return ['homeserver.yaml', 'mas.yaml'].flatMap(
    (name) => readFileSync(join(cwd, name), 'utf8').match(/[^\s"']+_example_only/g) ?? [],
  );
}
