import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPair } from '../../support/databases.ts';
import { sqlOf } from '../../support/plan-steps.ts';
import { planFor } from '../../support/planned.ts';

test('what was set aside comes back once, as soon as every table that it is about was copied', async (t) => {
  const { plan } = await planFor(t, await createPair(t));
  const steps = plan.steps.filter(
    (step) => step.kind === 'copy' || (step.kind === 'sql' && step.purpose === 'restore'),
  );
  const copied = steps.flatMap((step) => (step.kind === 'copy' ? [step.table] : []));
  assert.deepEqual(
    steps.map(({ id }) => id),
    copied.flatMap((table) => [`copy/${table}`, `restore/${table}`]),
  );
  const built = copied.flatMap((table) => [
    ...sqlOf(plan, `restore/${table}`).matchAll(/ADD CONSTRAINT (\S+)|INDEX (\S+) ON/g),
  ]);
  const dropped = [...sqlOf(plan, 'sql/clear').matchAll(/DROP CONSTRAINT (\S+);|DROP INDEX (\S+);/g)];
  const names = (found: readonly RegExpExecArray[]): readonly unknown[] => found.map((one) => one[1] ?? one[2]).sort();
  assert.deepEqual(names(built), names(dropped));
});

test('a foreign key waits for the later of its tables, and for no other', async (t) => {
  const { plan } = await planFor(t, await createPair(t));
  for (const [key, table] of [
    ['compat_sessions_user_id_fkey', 'compat_sessions'],
    ['compat_sessions_user_session_id_fkey', 'compat_sessions'],
    ['compat_sso_logins_compat_session_id_fkey', 'compat_sessions'],
    ['oauth2_sessions_user_id_fkey', 'users'],
    ['compat_refresh_tokens_compat_access_token_id_fkey', 'compat_refresh_tokens'],
  ] as const) {
    assert.match(sqlOf(plan, `restore/${table}`), new RegExp(`ADD CONSTRAINT ${key} FOREIGN KEY`));
  }
});
