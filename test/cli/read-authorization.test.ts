import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { AuthorizationOptions } from '../../src/cli/authorization-options.ts';
import { readAuthorization } from '../../src/cli/read-authorization.ts';
import { sha256 } from '../../src/support/digest.ts';
import { silentLog } from '../../src/support/log.ts';
import { makeKey } from '../approve/approved.ts';
import { codesThrown } from '../approve/codes-thrown.ts';
import { temporaryFolder } from './example.ts';
import { problemsIn, runInProcess } from './run-in-process.ts';

const key = makeKey();

interface Desk {
  read(options: AuthorizationOptions): ReturnType<typeof readAuthorization>;
  codes(options: AuthorizationOptions): readonly string[];
  write(name: string, text: string): void;
  readonly warnings: readonly string[];
}

/** A folder with signers, and a policy with this text. */
function desk(t: TestContext, policy: string): Desk {
  const cwd = temporaryFolder(t);
  const write = (name: string, text: string): void => writeFileSync(join(cwd, name), text);
  write('policy.yaml', policy);
  write('signers', `ada ${key.text}\n`);
  write('other-signers', `eve ${key.text}\n`);
  const warnings: string[] = [];
  const log = { ...silentLog, warn: (message: string) => void warnings.push(message) };
  const read: Desk['read'] = (options) => readAuthorization(options, join(cwd, 'plan.yaml'), { cwd, log });
  return { read, codes: (options) => codesThrown(() => read(options)), write, warnings };
}

const policy = 'policy.yaml';

test('a policy says what is needed, and options may ask for more', (t) => {
  const text = `requireApprovals: 2
allowedSigners: signers
revokedKeys: revoked
roles:
  - role: security
    identities: ["grace@*"]
maxAgeHours: 24
`;
  const { read, write } = desk(t, text);
  write('revoked', `${makeKey().text}\n${key.text}\n`);
  const { rules, policy: digest, approvals } = read({ policy });
  assert.deepEqual(
    [digest, rules?.requireApprovals, rules?.maxAgeHours, rules?.allowSelfApproval, approvals],
    [sha256(text), 2, 24, false, []],
  );
  assert.deepEqual(rules?.roles, [{ role: 'security', identities: ['grace@*'] }]);
  assert.equal(rules?.allowedSigners.signers[0]?.principals, 'ada');
  assert.ok(rules?.revokedKeys.has(key.fingerprint));
  assert.equal(read({ policy, requireApprovals: 3 }).rules?.requireApprovals, 3);
  assert.equal(read({ policy, allowedSigners: './signers' }).rules?.requireApprovals, 2);
});

test('options that ask for less than the policy are refused, all of them', (t) => {
  const { codes } = desk(t, 'requireApprovals: 2\nallowedSigners: signers\n');
  assert.deepEqual(codes({ policy, requireApprovals: 1 }), ['APPROVAL_POLICY']);
  assert.deepEqual(codes({ policy, allowSelfApproval: true }), ['APPROVAL_POLICY']);
  assert.deepEqual(codes({ policy, allowedSigners: 'other-signers' }), ['APPROVAL_POLICY']);
  assert.deepEqual(codes({ policy, unapproved: 'a reason', planId: 'sha256:1' }), ['APPROVAL_POLICY']);
  const all = { policy, requireApprovals: 1, allowSelfApproval: true, allowedSigners: 'other-signers' };
  assert.deepEqual(codes(all), ['APPROVAL_POLICY', 'APPROVAL_POLICY', 'APPROVAL_POLICY']);
});

test('a policy may allow what is refused by default', (t) => {
  const { read } = desk(t, 'requireApprovals: 1\nallowSelfApproval: true\nallowUnapproved: true\n');
  assert.equal(read({ policy, unapproved: 'a reason', planId: 'sha256:1' }).unapproved, 'a reason');
  const own = read({ policy, allowSelfApproval: true, allowedSigners: 'signers' });
  assert.equal(own.rules?.allowSelfApproval, true);
  // It may be given; it is not given by itself.
  assert.equal(read({ policy, allowedSigners: 'signers' }).rules?.allowSelfApproval, false);
});

test('a policy that says what no policy says is refused with its places', (t) => {
  const { codes, write } = desk(t, 'requireApprovals: 0\nrequireapprovals: 2\nroles: [{role: x}]\n');
  assert.deepEqual(codes({ policy }), ['CONFIG_WRONG_TYPE', 'CONFIG_WRONG_TYPE', 'CONFIG_WRONG_TYPE']);
  write(policy, 'requireApprovals: 2\nrequireApprovals: 1\n');
  assert.deepEqual(codes({ policy }), ['CONFIG_YAML']);
  write(policy, '');
  assert.deepEqual(codes({ policy }), ['CONFIG_WRONG_TYPE']);
  assert.deepEqual(codes({ policy: 'none' }), ['FILE_UNREADABLE']);
});

test('files that cannot be read are told together', (t) => {
  const { codes } = desk(t, 'requireApprovals: 1\nallowedSigners: none\nrevokedKeys: none\n');
  assert.deepEqual(codes({ policy, approval: ['none', 'signers', 'nothing'] }), [
    'FILE_UNREADABLE',
    'FILE_UNREADABLE',
    'FILE_UNREADABLE',
    'FILE_UNREADABLE',
  ]);
});

test('approvals that nobody could check are a mistake of the command line', (t) => {
  const { codes, read } = desk(t, 'requireApprovals: 1\n');
  for (const options of [{ policy }, { requireApprovals: 1 }, { approval: ['a'] }, { allowSelfApproval: true }]) {
    assert.deepEqual(codes(options), ['USAGE']);
  }
  assert.equal(read({ planId: 'sha256:1' }).rules, undefined);
});

test('the approvals beside the plan are taken where none is named, and only those', (t) => {
  const { read, write, warnings } = desk(t, 'requireApprovals: 1\nallowedSigners: signers\n');
  const names = [
    'plan.yaml.b.approval.json',
    'plan.yaml.a.approval.json',
    'plan2.yaml.c.approval.json',
    'plan.yaml.receipt-1.json',
  ];
  for (const name of names) write(name, name);
  write('signers', `ada ssh-dss AAAA\nada ${key.text}\n`);
  const found = (options: AuthorizationOptions): readonly string[] =>
    (read(options).approvals ?? []).map(({ bytes }) => Buffer.from(bytes).toString());
  assert.deepEqual(found({ policy }), ['plan.yaml.a.approval.json', 'plan.yaml.b.approval.json']);
  assert.deepEqual(found({ policy, approval: ['plan2.yaml.c.approval.json'] }), ['plan2.yaml.c.approval.json']);
  assert.match(warnings[0] ?? '', /signers:1 gives nobody a right/);
});

test('--unapproved goes with no option that asks for approvals, and says why', async () => {
  for (const options of [
    ['--allowed-signers', 'x'],
    ['--require-approvals', '1'],
    ['--approval', 'x'],
    ['--allow-self-approval'],
  ]) {
    const args = ['apply', 'plan.yaml', '--plan-id', 'x', '--unapproved', 'why', ...options, '--log-format', 'json'];
    const answer = await runInProcess(args);
    assert.deepEqual([answer.exitCode, problemsIn(answer).map(({ code }) => code)], [3, ['USAGE']], options.join(' '));
  }
  for (const options of [
    ['--unapproved', ' '],
    ['--require-approvals', '0'],
    ['--require-approvals', '1.5'],
  ]) {
    assert.equal((await runInProcess(['apply', 'plan.yaml', ...options])).exitCode, 3, options.join(' '));
  }
});
