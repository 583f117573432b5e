import assert from 'node:assert/strict';
import { test } from 'node:test';
import { acceptFindings } from '../../../src/check/acceptances/accept-findings.ts';
import type { AcceptanceDecision } from '../../../src/check/acceptances/acceptance.ts';
import { allRules } from '../../../src/check/all-rules.ts';
import type { Finding } from '../../../src/plan/types.gen.ts';

const warning: Finding = {
  id: 'synapse/session-lifetime',
  severity: 'warning',
  what: 'session_lifetime is set.',
  where: [{ file: '/h.yaml', line: 3, key: 'session_lifetime' }],
  count: 2,
  why: 'So.',
  remedy: 'Mend it.',
};
const decision: AcceptanceDecision = {
  finding: warning.id,
  upTo: 2,
  reason: 'Sessions may go on.',
  by: 'ada',
  place: { file: '/a.yaml', line: 2 },
};

/** Ids with what became of each. */
function outcome(findings: readonly Finding[], ...decisions: readonly Partial<AcceptanceDecision>[]) {
  const all = decisions.map((given) => ({ ...decision, ...given }));
  return acceptFindings(findings, all, allRules, '2026-01-31').map(({ id, acceptance, severity, where }) =>
    acceptance ? [id, acceptance.by] : [id, severity, where[0]?.file],
  );
}

test('an acceptance marks what it covers, and nothing else', () => {
  const other = { ...warning, id: 'synapse/user-consent' };
  assert.deepEqual(outcome([warning, other], {}), [
    [warning.id, 'ada'],
    ['synapse/user-consent', 'warning', '/h.yaml'],
  ]);
  assert.deepEqual(
    acceptFindings([warning], [{ ...decision, expires: '2026-01-31' }], allRules, '2026-01-31')[0]?.acceptance,
    {
      by: 'ada',
      reason: 'Sessions may go on.',
      upTo: 2,
      expires: '2026-01-31',
    },
  );
});

test('one that matches nothing, covers less than was found, or has expired, is an error at its place', () => {
  const open = [warning.id, 'warning', '/h.yaml'];
  assert.deepEqual(outcome([warning], { finding: 'a/b' }), [open, ['acceptance/unused', 'error', '/a.yaml']]);
  assert.deepEqual(outcome([warning], { upTo: 1 }), [open, ['acceptance/exceeded', 'error', '/a.yaml']]);
  assert.deepEqual(outcome([warning, warning], { upTo: 3 }), [open, open, ['acceptance/exceeded', 'error', '/a.yaml']]);
  assert.deepEqual(outcome([warning], { expires: '2026-01-30' }), [open, ['acceptance/expired', 'error', '/a.yaml']]);
});

test('a scope chooses among findings of one id, by their sentence or a place', () => {
  const other = { ...warning, what: 'Another.', where: [{ file: '/other.yaml', line: 1 }] };
  assert.deepEqual(outcome([warning, other], { scope: '/other.yaml' }), [
    [warning.id, 'warning', '/h.yaml'],
    [warning.id, 'ada'],
  ]);
  assert.deepEqual(outcome([warning, other], { scope: 'Another' }, { scope: 'session_lifetime', by: 'grace' }), [
    [warning.id, 'grace'],
    [warning.id, 'ada'],
  ]);
});

test('an error can be accepted only where the migration succeeds all the same', () => {
  const saml: Finding = { ...warning, id: 'synapse/saml2-config', severity: 'error' };
  assert.deepEqual(outcome([saml], { finding: saml.id }), [[saml.id, 'ada']]);
  const pepper: Finding = { ...warning, id: 'mas/password-pepper', severity: 'error' };
  assert.deepEqual(outcome([pepper], { finding: pepper.id }).at(-1), ['acceptance/impossible', 'error', '/a.yaml']);
});

test('no acceptance accepts that another one is wrong', () => {
  const found = acceptFindings([warning], [{ ...decision, upTo: 1 }], allRules, '2026-01-31');
  assert.deepEqual(outcome(found, { finding: 'acceptance/exceeded' }).at(-1), [
    'acceptance/impossible',
    'error',
    '/a.yaml',
  ]);
});
