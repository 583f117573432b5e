import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ApprovalRules } from '../../src/approve/approval-rules.ts';
import type { ApprovalFile } from '../../src/approve/authorization.ts';
import { authorize } from '../../src/approve/authorize.ts';
import { PlanError } from '../../src/support/errors.ts';
import { decide, makeKey, now, plan, planId, rulesOf, signed, signedAt, statementOf } from './approved.ts';
import { codesThrown } from './codes-thrown.ts';

const [ada, grace] = [makeKey(), makeKey()];
const signers = `ada@example.org ${ada.text}\ngrace@example.org ${grace.text}\n`;
const byAda = signed(statementOf(), ada);
const byGrace = signed(statementOf({ identity: 'grace@example.org' }), grace, '/plan.yaml.grace.approval.json');
const other = `sha256:${'0'.repeat(64)}`;

test('approvals that hold and are enough let the plan run, and are named', () => {
  const { approvals, selfApproval, unapproved } = decide([byAda, byGrace], rulesOf(signers, { requireApprovals: 2 }));
  assert.deepEqual(
    approvals?.map(({ identity, key, time }) => [identity, key, time]),
    [
      ['ada@example.org', ada.fingerprint, signedAt],
      ['grace@example.org', grace.fingerprint, signedAt],
    ],
  );
  assert.deepEqual([selfApproval, unapproved], [undefined, undefined]);
});

function codes(approvals: readonly ApprovalFile[], rules: Partial<ApprovalRules> = {}): readonly string[] {
  return codesThrown(() => decide(approvals, rulesOf(signers, rules)));
}

test('without approvals nothing runs, and with too few neither', () => {
  assert.deepEqual(codes([]), ['APPROVAL_MISSING']);
  assert.deepEqual(codes([byAda], { requireApprovals: 2 }), ['APPROVAL_TOO_FEW']);
});

test('an approval of another plan, target or of other findings is none', () => {
  const statement = statementOf();
  const { predicate, subject } = statement;
  assert.deepEqual(
    codesThrown(() => decide([byAda], rulesOf(signers), { planId: other })),
    ['APPROVAL_OTHER_PLAN'],
  );
  const elsewhere = { ...statement, predicate: { ...predicate, target: { ...predicate.target, oid: 7 } } };
  assert.deepEqual(codes([signed(elsewhere, ada)]), ['APPROVAL_OTHER_TARGET']);
  const blind = { ...statement, predicate: { ...predicate, findings: [] } };
  assert.deepEqual(codes([signed(blind, ada)]), ['APPROVAL_OTHER_FINDINGS']);
  const renamed = { ...statement, subject: [{ ...subject[0], name: 'copy of the plan.yaml' }] };
  assert.equal(decide([signed(renamed, ada)], rulesOf(signers)).approvals?.length, 1);
});

test('an approval is worth what the allowed_signers file says of its key', () => {
  const of = (lines: string): readonly string[] => codesThrown(() => decide([byAda], rulesOf(lines)));
  assert.deepEqual(of(`grace@example.org ${ada.text}`), ['APPROVAL_UNKNOWN_SIGNER']);
  assert.deepEqual(of(`ada@example.org ${grace.text}`), ['APPROVAL_UNKNOWN_SIGNER']);
  assert.deepEqual(of(''), ['APPROVAL_UNKNOWN_SIGNER']);
  assert.deepEqual(of(`*@example.org,!ada@example.org ${ada.text}`), ['APPROVAL_UNKNOWN_SIGNER']);
  assert.deepEqual(of(`ada@example.org cert-authority ${ada.text}`), ['APPROVAL_UNKNOWN_SIGNER']);
  assert.deepEqual(of(`ada@example.org namespaces="git,file" ${ada.text}`), ['APPROVAL_NAMESPACE']);
  assert.deepEqual(of(`ada@example.org valid-after="20260201Z" ${ada.text}`), ['APPROVAL_KEY_REVOKED']);
  assert.deepEqual(of(`ada@example.org valid-before="20260130Z" ${ada.text}`), ['APPROVAL_KEY_REVOKED']);
  for (const line of [
    `*@example.org ${ada.text}`,
    `ada@example.org namespaces="syn2mas-*" ${ada.text}`,
    `ada@example.org valid-after="20260131120000Z",valid-before="20260131120000Z" ${ada.text}`.replace(
      '120000Z"',
      '115959Z"',
    ),
    `ada@example.org valid-before="20260130Z" ${ada.text}\nada@example.org ${ada.text} renewed`,
  ]) {
    assert.deepEqual(of(line), [], line);
  }
});

test('a key that is revoked approves nothing', () => {
  assert.deepEqual(codes([byAda], { revokedKeys: new Set([ada.fingerprint]) }), ['APPROVAL_KEY_REVOKED']);
  assert.deepEqual(codes([byAda], { revokedKeys: new Set([grace.fingerprint]) }), []);
});

test('nobody counts twice, by another name or with another key', () => {
  const newKey = makeKey();
  const rules = rulesOf(`${signers}*@example.org ${newKey.text}\n`, { requireApprovals: 2 });
  const again = signed(statementOf({ identity: 'ADA@example.org' }), newKey, '/again');
  assert.deepEqual(
    codesThrown(() => decide([byAda, again], rules)),
    ['APPROVAL_DUPLICATE_IDENTITY'],
  );
  const [one, two] = ['eve@example.org', 'mallory@example.org'].map((identity) =>
    signed(statementOf({ identity }), newKey, `/${identity}`),
  );
  assert.ok(one && two);
  assert.deepEqual(
    codesThrown(() => decide([one, two], rules)),
    ['APPROVAL_DUPLICATE_KEY'],
  );
  assert.deepEqual(codes([byAda, byAda], { requireApprovals: 2 }), ['APPROVAL_DUPLICATE_IDENTITY']);
});

test('an approval holds from its first instant to its last, and not in the future of its own signature', () => {
  const at = (words: Parameters<typeof statementOf>[0], rules: Partial<ApprovalRules> = {}): readonly string[] =>
    codes([signed(statementOf(words), ada)], rules);
  assert.deepEqual(at({ notBefore: '2026-01-31T12:00:00Z', notAfter: '2026-01-31T12:00:00Z' }), []);
  assert.deepEqual(at({ notBefore: '2026-01-31T12:00:01Z' }), ['APPROVAL_NOT_YET']);
  assert.deepEqual(at({ notAfter: '2026-01-31T11:59:59Z' }), ['APPROVAL_EXPIRED']);
  assert.deepEqual(at({ time: '2026-01-31T12:05:00.000Z' }), []);
  assert.deepEqual(at({ time: '2026-01-31T12:05:00.001Z' }), ['APPROVAL_NOT_YET']);
  assert.deepEqual(at({}, { maxAgeHours: 24 }), []);
  assert.deepEqual(at({}, { maxAgeHours: 23 }), ['APPROVAL_EXPIRED']);
  for (const time of ['2026-99-99T12:00:00Z', '2026-02-30T12:00:00Z']) {
    assert.deepEqual(at({ time }), ['APPROVAL_FORMAT']);
    assert.deepEqual(at({ notAfter: time }), ['APPROVAL_FORMAT']);
  }
});

test('who made the plan does not approve it, unless that is asked for, and then it is recorded', () => {
  const own = signed(statementOf({ identity: plan.created.by.toUpperCase() }), ada);
  const rules = { allowedSigners: rulesOf(`* ${ada.text}`).allowedSigners };
  assert.deepEqual(codes([own], rules), ['APPROVAL_SELF']);
  assert.equal(decide([own], rulesOf('', { ...rules, allowSelfApproval: true })).selfApproval, true);
  assert.equal(decide([byAda], rulesOf(signers, { allowSelfApproval: true })).selfApproval, undefined);
});

test('roles are held by those to whom the policy gives them', () => {
  const roles = [{ role: 'security', identities: ['grace@*,!grace@example.com', 'alan@example.org'] }];
  const security = { role: 'security' };
  assert.deepEqual(codes([byAda], { roles }), ['APPROVAL_ROLE_MISSING']);
  const claimed = signed(statementOf(security), ada);
  assert.deepEqual(codes([claimed], { roles }), ['APPROVAL_ROLE', 'APPROVAL_ROLE_MISSING']);
  const held = signed(statementOf({ identity: 'grace@example.org', ...security }), grace, '/grace');
  assert.deepEqual(codes([held], { roles }), []);
  assert.equal(decide([held], rulesOf(signers, { roles })).approvals?.[0]?.role, 'security');
  assert.deepEqual(codes([signed(statementOf({ role: 'visitor' }), ada)]), []);
});

test('everything that is wrong is told at once, each with its file', () => {
  const late = signed(statementOf({ identity: 'eve@example.org', notAfter: '2026-01-01T00:00:00Z' }), ada, '/eve');
  const damaged = { path: '/damaged', bytes: Buffer.from('{}') };
  const rules = rulesOf(signers, { requireApprovals: 4, revokedKeys: new Set([ada.fingerprint]) });
  assert.throws(
    () => decide([damaged, late, byGrace], rules, { planId: other }),
    (error) => {
      assert.ok(error instanceof PlanError);
      assert.equal(error.exitCode, 13);
      assert.deepEqual(
        error.problems.map(({ code, place }) => `${code} ${place?.file ?? ''}`),
        [
          'APPROVAL_FORMAT /damaged',
          'APPROVAL_OTHER_PLAN /eve',
          'APPROVAL_UNKNOWN_SIGNER /allowed_signers',
          'APPROVAL_KEY_REVOKED /eve',
          'APPROVAL_EXPIRED /eve',
          `APPROVAL_OTHER_PLAN ${byGrace.path}`,
          'APPROVAL_TOO_FEW ',
        ],
      );
      return true;
    },
  );
});

test('without approvals a plan runs by its id and a reason, and by nothing less', () => {
  const subject = { plan, planId, rehearse: false, now };
  const unapproved = 'nobody else is here';
  assert.deepEqual(authorize({ givenPlanId: planId, unapproved }, subject), { unapproved });
  assert.deepEqual(authorize({ givenPlanId: planId, unapproved, policy: other }, subject), {
    unapproved,
    policy: other,
  });
  for (const [request, code] of [
    [{}, 'APPROVAL_MISSING'],
    [{ givenPlanId: planId }, 'APPROVAL_MISSING'],
    [{ givenPlanId: other }, 'PLAN_ID_MISMATCH'],
    [{ unapproved }, 'PLAN_ID_MISSING'],
    [{ unapproved, givenPlanId: other }, 'PLAN_ID_MISMATCH'],
    [{ givenPlanId: other, rules: rulesOf(signers), approvals: [byAda] }, 'PLAN_ID_MISMATCH'],
  ] as const) {
    assert.deepEqual(
      codesThrown(() => authorize(request, subject)),
      [code],
    );
  }
});

test('a rehearsal is content with the id, where no approvals are asked for', () => {
  const subject = { plan, planId, rehearse: true, now };
  assert.deepEqual(authorize({ givenPlanId: planId }, subject), {});
  assert.deepEqual(
    codesThrown(() => authorize({}, subject)),
    ['PLAN_ID_MISSING'],
  );
  const rules = rulesOf(signers);
  assert.deepEqual(
    codesThrown(() => authorize({ givenPlanId: planId, rules }, subject)),
    ['APPROVAL_MISSING'],
  );
  assert.equal(authorize({ rules, approvals: [byAda] }, subject).approvals?.length, 1);
});
