import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Finding, Plan } from '../../../src/plan/types.gen.ts';
import { checkedPlan } from '../../support/checked-plan.ts';
import { createPair } from '../../support/databases.ts';
import { sqlOf } from '../../support/plan-steps.ts';
import { planFor, providersYaml } from '../../support/planned.ts';
import { source } from '../../support/synapse-rows.ts';
import { accountCases } from './account-cases.ts';
import { blockerCases } from './blocker-cases.ts';
import { macaroon } from './case.ts';

const byFact = <T extends { readonly fact: string }>(rows: readonly T[]): readonly T[] =>
  [...rows].sort((a, b) => (a.fact < b.fact ? -1 : 1));

const cases = [...blockerCases, ...accountCases];

for (const { rule, severity = 'error', assertion, break: breakIt, finds } of cases) {
  test(`${rule}: found, counted, with samples, and asserted again`, async (t) => {
    const pair = await createPair(t);
    await breakIt(source(pair.synapse.client, 'example.org')).insert();
    const masYaml = providersYaml('oidc-mapped');
    const { plan } = await planFor(t, pair, { masYaml });
    checkedPlan(plan);
    assert.equal(plan.errored, severity === 'error');
    const found = plan.findings.filter(({ id }) => id === rule);
    assert.deepEqual(
      found.map(({ severity: is, what, count, samples = [] }) => ({ is, what, count, samples })),
      finds.map(({ what, planned = 'none', more = '', ...rest }) => ({
        is: severity,
        what: `${what}: planned ${planned}, found ${rest.count}.${more}`,
        ...rest,
      })),
    );
    assert.deepEqual(
      [...new Set(plan.findings.filter((finding) => finding.severity === 'error').map(({ id }) => id))],
      severity === 'error' ? [rule] : [],
    );

    const id = assertion ?? `assert/${rule.replace('/', '-')}`;
    const facts = async (of: Plan) =>
      (
        await pair.synapse.client.query<{ fact: string; planned: string; found: string; samples?: string[] | null }>(
          sqlOf(of, id),
        )
      ).rows;
    if (severity === 'error') {
      assert.deepEqual(
        byFact((await facts(plan)).map((row) => ({ ...row, samples: row.samples ?? [] }))),
        finds.map(({ what, count, samples }) => ({ fact: what, planned: 'none', found: String(count), samples })),
      );
    } else if (severity === 'info') {
      assert.ok(plan.steps.every((step) => step.id !== id));
    } else {
      // A warning that was found may go on; one of another kind may not come up.
      assert.deepEqual(await facts(plan), []);
    }
    const { plan: discreet } = await planFor(t, pair, { masYaml, choices: { samples: false } });
    checkedPlan(discreet);
    assert.deepEqual(
      aboutData(discreet),
      aboutData(plan).map(({ samples: _, ...finding }) => finding),
    );
    if (severity === 'error') {
      assert.deepEqual(
        byFact(await facts(discreet)),
        finds.map(({ what, count }) => ({ fact: what, planned: 'none', found: String(count) })),
      );
      assert.doesNotMatch(JSON.stringify(discreet.steps.filter((step) => step.kind === 'assert')), /@u1|@sound|@twin/);
    }
  });
}

test('a database without any of it: no finding, and every assert step is silent', async (t) => {
  const pair = await createPair(t);
  await source(pair.synapse.client, 'example.org')
    .user('sound', { admin: true })
    .externalId('oidc-mapped', 's')
    .device('A', { display_name: 'A' })
    .accessToken('syt_a')
    .accessToken(macaroon)
    .refreshToken('syr_a')
    .email('sound@example.com')
    .insert();
  const { plan } = await planFor(t, pair, { masYaml: providersYaml('oidc-mapped') });
  assert.deepEqual(aboutData(plan), []);
  assert.equal(plan.errored, false);
  for (const step of plan.steps) {
    if (step.kind !== 'assert' || step.database !== 'synapse') continue;
    assert.deepEqual((await pair.synapse.client.query(step.sql)).rows, [], step.id);
  }
});

test('all at once: each rule is told', async (t) => {
  const pair = await createPair(t);
  await cases.reduce((rows, each) => each.break(rows), source(pair.synapse.client, 'example.org')).insert();
  const { plan } = await planFor(t, pair, { masYaml: providersYaml('oidc-mapped') });
  assert.deepEqual([...new Set(aboutData(plan).map(({ id }) => id))].sort(), cases.map(({ rule }) => rule).sort());
  const ranks = plan.findings.map(({ severity }) => ['error', 'warning', 'info'].indexOf(severity));
  assert.deepEqual(ranks, [...ranks].sort());
  assert.equal(plan.summary.findings.error, plan.findings.filter(({ severity }) => severity === 'error').length);
});

/** Those about configurations apart, which name files of another folder each time, and those about bridges. */
function aboutData({ findings }: Plan): readonly Finding[] {
  return findings.filter(({ id }) => !/^(mas|synapse|appservice)\//.test(id));
}
