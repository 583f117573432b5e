import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DataDecision } from '../../../src/check/decisions/data-decision.ts';
import { followDecisions } from '../../../src/check/decisions/follow-decisions.ts';

const drop: DataDecision = {
  decision: 'drop-links',
  provider: 'oidc-old',
  upTo: 3,
  reason: 'Retired in 2019.',
  by: 'ada',
  place: { file: '/decisions.yaml', line: 2, column: 5 },
};
const map: DataDecision = { ...drop, decision: 'map-links', to: 'oidc-a', place: { ...drop.place, line: 9 } };
const guests: DataDecision = { decision: 'exclude-guests', upTo: 1, reason: 'So.', by: 'ada', place: drop.place };

function follow(...decisions: readonly DataDecision[]) {
  const { followed, findings } = followDecisions(decisions, { providers: ['oidc-a'], today: '2026-01-31' });
  return {
    followed: followed.map(({ decision }) => decision),
    findings: findings.map(({ id, severity, where }) => [id, severity, where[0]?.line]),
  };
}

test('decisions about different rows are followed', () => {
  assert.deepEqual(follow(drop, guests, { ...map, provider: 'saml' }), {
    followed: ['drop-links', 'exclude-guests', 'map-links'],
    findings: [],
  });
  assert.deepEqual(follow({ ...drop, expires: '2026-01-31' }).findings, []);
});

test('of two about the same rows none is followed; each is told with the place of the other', () => {
  assert.deepEqual(follow(drop, map), {
    followed: [],
    findings: [
      ['decision/contradictory', 'error', 2],
      ['decision/contradictory', 'error', 9],
    ],
  });
  assert.equal(follow(guests, { ...guests }).findings.length, 2);
  const { findings } = followDecisions([drop, map], { providers: ['oidc-a'], today: '2026-01-31' });
  assert.match(findings[0]?.what ?? '', /drop-links oidc-old .*map-links oidc-old to oidc-a at 9:5/);
});

test('one that has expired is an error', () => {
  assert.deepEqual(follow({ ...drop, expires: '2026-01-30' }), {
    followed: [],
    findings: [['decision/expired', 'error', 2]],
  });
});

test('what cannot be is an error: a provider that MAS lacks as the aim, one that it has as the source, oauth-delegated', () => {
  for (const impossible of [
    { ...map, to: 'oidc-b' },
    { ...drop, provider: 'oidc-a' },
    { ...map, provider: 'oidc-a' },
    { ...drop, provider: 'oauth-delegated' },
  ]) {
    assert.deepEqual(follow(impossible), {
      followed: [],
      findings: [['decision/impossible', 'error', impossible.place.line]],
    });
  }
});
