import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Logins } from '../../src/plan/types.gen.ts';
import { renderPlan } from '../../src/render/render-plan.ts';
import { findContradictions } from '../../src/render/view/contradictions.ts';
import { readTemplates } from '../../src/support/read-templates.ts';
import { examplePlan, hostileUser } from '../support/plan-builder.ts';

const { templates } = readTemplates();
const plain = examplePlan();
const logins: Logins = {
  ...plain.logins,
  ways: [
    { password: true, providers: [], users: 1000 },
    { password: false, providers: ['oidc-sso'], users: 20 },
    { password: false, providers: [], users: 4 },
    { password: true, providers: ['oidc-sso'], users: 3 },
  ],
  without: {
    passwordsOff: 0,
    providerNotInMas: 3,
    noTrace: 1,
    samples: [{ user: hostileUser }, { user: '@seen:example.org', lastSeen: '2025-11-03' }],
  },
  lost: [{ way: 'JWT', users: 1, none: 1, atMost: true }],
  unmapped: [{ authProvider: 'oidc-old', configured: false, users: 7, none: 3, samples: ['@old:example.org'] }],
  unlinked: [
    {
      synapseIdpId: 'oidc-sso',
      linked: 23,
      unlinked: 1004,
      action: 'require',
      onConflict: 'fail',
      outcome: 'refused',
    },
  ],
  admins: {
    users: 22,
    canRequestAdmin: 21,
    canLogIn: 1,
    listed: [
      {
        user: '@boss:example.org',
        state: 'active',
        canRequestAdmin: true,
        password: true,
        providers: ['oidc-sso'],
        lastSeen: '2025-12-24',
      },
    ],
  },
};
const full = examplePlan({ logins });

for (const format of ['text', 'markdown', 'html'] as const) {
  test(`${format}: who is left with nothing since when, what goes, and who is an administrator`, () => {
    const report = renderPlan(format, full, { planId: 'sha256:1', templates });
    const facts = [
      '2025-11-03',
      '@seen:example',
      'JWT',
      'at most 1',
      'oidc-old',
      'retired',
      '@old:example',
      '1,004',
      '2025-12-24',
      '@boss:example',
      'can_request_admin',
      'And 21 more',
    ];
    // Markdown escapes a few of the characters, and text breaks lines.
    const text = report.replaceAll('\\', '').replaceAll('<!-- -->', '').replaceAll(/\s+/g, ' ');
    for (const fact of facts) assert.ok(text.includes(fact), `${fact} is missing`);
    assert.ok(!report.includes('\u001b[2J'));
    if (format !== 'text') assert.ok(!report.includes('<img src=x'));
  });

  test(`${format}: a plan without these fields does not claim to know`, () => {
    const report = renderPlan(format, plain, { planId: 'sha256:1', templates });
    assert.match(report, /Who is an administrator afterwards[\s\S]*The plan does not say\./);
    assert.doesNotMatch(report, /Last seen/);
  });
}

test('ways that do not add up to the counts are a contradiction', () => {
  assert.deepEqual(findContradictions(full), []);
  const forged = examplePlan({ logins: { ...logins, none: 0 } });
  assert.deepEqual(findContradictions(forged), ['The ways by which users log in do not add up.']);
});
