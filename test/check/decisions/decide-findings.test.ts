import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DataDecision } from '../../../src/check/decisions/data-decision.ts';
import { decideFindings, type StatedFinding } from '../../../src/check/decisions/decide-findings.ts';

const place = { file: '/decisions.yaml', line: 2, column: 5 };
const more = { upTo: 3, reason: 'As agreed.', by: 'ada', place };

function stated(id: string, fact: string, count: number): StatedFinding {
  const finding = { id, severity: 'error' as const, what: fact, where: [], count, why: 'So.', remedy: 'Mend it.' };
  return { fact, finding };
}

/** What became of each finding, and the errors. */
function decide(found: readonly StatedFinding[], ...decisions: readonly DataDecision[]) {
  const { findings, errors } = decideFindings(found, decisions);
  return {
    settled: findings.map(({ acceptance }) => acceptance?.decision),
    errors: errors.map(({ id, where }) => [id, where[0]?.line]),
  };
}

const linksOf = (provider: string, count: number) =>
  stated('providers/unmapped', `user_external_ids: users of provider ${provider}`, count);

test('a decision about links settles what is found of its provider, and of no other', () => {
  const found = [linksOf('oidc', 3), linksOf('oidc-other', 1), stated('users/legacy-provider-id', 'rows', 3)];
  assert.deepEqual(decide(found, { ...more, decision: 'drop-links', provider: 'oidc' }), {
    settled: ['drop-links oidc', undefined, 'drop-links oidc'],
    errors: [],
  });
  assert.deepEqual(decide(found, { ...more, decision: 'map-links', provider: 'oidc-other', to: 'oidc-a' }), {
    settled: [undefined, 'map-links oidc-other to oidc-a', undefined],
    errors: [],
  });
});

test('one about rows without a user counts those of all tables', () => {
  const found = [stated('data/orphan-rows', 'devices: rows', 2), stated('data/orphan-rows', 'access_tokens: rows', 2)];
  const exclude: DataDecision = { ...more, decision: 'exclude-orphan-rows' };
  assert.deepEqual(decide(found, exclude), {
    settled: [undefined, undefined],
    errors: [['decision/exceeded', 2]],
  });
  assert.deepEqual(decide(found, { ...exclude, upTo: 4 }).settled, ['exclude-orphan-rows', 'exclude-orphan-rows']);
});

test('one that matches nothing is an error', () => {
  const decisions = ['exclude-guests', 'exclude-other-domains', 'exclude-invalid-localparts'] as const;
  assert.deepEqual(decide([linksOf('oidc', 3)], ...decisions.map((decision) => ({ ...more, decision }))), {
    settled: [undefined],
    errors: decisions.map(() => ['decision/unused', 2]),
  });
});
