import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unlinkedFindings } from '../../../src/compile/logins/unlinked-findings.ts';

const provider = {
  synapseIdpId: 'oidc-a',
  linked: 2,
  unlinked: 3,
  action: 'require',
  onConflict: 'fail',
  outcome: 'refused',
} as const;

test('a first login that does not lead to the account is told, with how many it may meet', () => {
  const found = unlinkedFindings([provider, { ...provider, synapseIdpId: 'oidc-b', outcome: 'other-name' }]);
  assert.deepEqual(
    found.map(({ id, severity, what, count }) => [id, severity, what, count]),
    [
      [
        'mas/provider-not-linked',
        'info',
        'oidc-a has no link to 3 active users; a first login by it leads to an error page.',
        3,
      ],
      [
        'mas/provider-not-linked',
        'info',
        'oidc-b has no link to 3 active users; a first login by it leads to the question for another name, and a second account.',
        3,
      ],
    ],
  );
});

test('where everybody is linked, or MAS links by the name, there is nothing to tell', () => {
  assert.deepEqual(
    unlinkedFindings([
      { ...provider, unlinked: 0 },
      { ...provider, outcome: 'linked' },
    ]),
    [],
  );
});
