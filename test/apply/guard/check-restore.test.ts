import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkSql } from '../../../src/apply/guard/check-sql.ts';
import type { Step } from '../../../src/plan/types.gen.ts';
import { copyStep, smallPlan, sqlStep } from '../small-plan.ts';

for (const [what, sql, copied] of [
  ['an index on', 'CREATE INDEX users_lower_username_idx ON public.users USING btree (lower(username))', 'users'],
  ['a key of', 'ALTER TABLE users ADD CONSTRAINT users_pkey PRIMARY KEY (user_id)', 'users'],
  ['a foreign key to', referencesUsers(), 'users'],
  ['a foreign key of', referencesUsers(), 'compat_sessions'],
] as const) {
  test(`a table gets its rows before ${what} it is built`, async () => {
    const copy = { ...copyStep(), table: copied } as Step;
    const restore = sqlStep('restore', sql);
    assert.deepEqual(await checkSql(smallPlan({ steps: [copy, restore] })), []);
    const problems = await checkSql(smallPlan({ steps: [restore, copy] }));
    assert.deepEqual(
      problems.map(({ message, place }) => [message, place?.key]),
      [[`The table ${copied} is copied after this.`, 'sql/restore']],
    );
  });
}

function referencesUsers(): string {
  return 'ALTER TABLE compat_sessions ADD CONSTRAINT compat_sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(user_id)';
}
