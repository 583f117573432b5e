import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makePlan } from '../../src/cli/make-plan.ts';
import type { Plan } from '../../src/plan/types.gen.ts';
import type { EventFields } from '../../src/support/log.ts';
import { silentLog } from '../../src/support/log.ts';
import { createPair } from '../support/databases.ts';
import { planRequestFor } from '../support/planned.ts';

/** Whose answers follow where the accounting leaves nothing out, and where everybody can log in. */
const rules = [
  'data/foreign-domain-user',
  'data/invalid-localpart',
  'data/orphan-rows',
  'users/no-way-to-log-in',
  'users/unusable-hash',
];

test('what follows from other answers is not asked when a plan is made; what does not follow is', async (t) => {
  const pair = await createPair(t);
  const { client } = pair.synapse;
  const request = planRequestFor(t, pair);
  const ask = async (): Promise<{ readonly plan: Plan; readonly asked: readonly string[] }> => {
    const questions: string[] = [];
    const event = (type: string, { query }: EventFields): void => {
      if (type === 'query') questions.push(String(query));
    };
    const plan = await makePlan({ ...request, log: { ...silentLog, event } });
    return { plan, asked: rules.filter((rule) => questions.some((text) => text.startsWith(`finding ${rule} `))) };
  };

  await client.query('INSERT INTO users (name, password_hash, creation_ts) VALUES ($1, $2, 1700000000)', [
    '@ada:example.org',
    `$2b$12$${'a'.repeat(53)}`,
  ]);
  const clean = await ask();
  assert.deepEqual(clean.asked, []);
  assert.equal(clean.plan.logins.password, 1);

  await client.query(`
    INSERT INTO users (name, password_hash, creation_ts) VALUES
      ('@bob:elsewhere.example', NULL, 1700000000),
      ('@b:ob:example.org', NULL, 1700000000),
      ('@bob:example.org', 'example-only-hash', 1700000000);
    INSERT INTO devices (user_id, device_id, hidden) VALUES ('@gone:example.org', 'PHONE', false)`);
  const odd = await ask();
  assert.deepEqual(odd.asked, rules);
  for (const rule of rules) {
    const found = odd.plan.findings.filter(({ id }) => id === rule);
    assert.deepEqual(
      found.map(({ count }) => count),
      [1],
      rule,
    );
    const assertion = clean.plan.steps.find(({ id }) => id === `assert/${rule.replace('/', '-')}`);
    assert.equal(assertion?.kind, 'assert', `${rule} is asserted although it was not asked`);
  }
});
