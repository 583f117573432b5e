import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Client } from 'pg';
import type { Plan } from '../../src/plan/types.gen.ts';
import { source } from '../support/synapse-rows.ts';
import { type PlannedExample, planExample, problemsOf } from './planned-example.ts';

/** A decision as it stands in the file of `--accept`. */
function decision(text: string, upTo: number): string {
  return `decisions:\n  - ${text}\n    upTo: ${upTo}\n    reason: As agreed.\n    by: ada\n`;
}

interface Case {
  readonly name: string;
  readonly accept: string;
  /** Rows that the decision is about; more of them come with another number. */
  readonly rows: (synapse: Client, n: number) => Promise<void>;
  readonly settles: readonly string[];
  readonly covers: number;
  readonly effects: NonNullable<Plan['decisions']>[number]['effects'];
  /** A question to MAS, and what it answers after apply. */
  readonly question: string;
  readonly answer: readonly object[];
}

const cases: readonly Case[] = [
  {
    name: 'drop-links',
    accept: decision('decision: drop-links\n    provider: oidc-retired', 2),
    rows: (synapse, n) =>
      source(synapse, 'example.org').user(`old${n}`).externalId('oidc-retired', `subject ${n}`).insert(),
    settles: ['providers/unmapped'],
    covers: 2,
    effects: [
      { entity: 'user_external_ids', outcome: 'skipped:dropped-provider', before: 0, after: 2 },
      { entity: 'user_external_ids', outcome: 'skipped:unmapped-provider', before: 2, after: 0 },
    ],
    question: "SELECT count(*)::int AS links FROM upstream_oauth_links WHERE subject LIKE 'subject %'",
    answer: [{ links: 0 }],
  },
];

for (const { name, accept, rows, settles, covers, effects, question, answer } of cases) {
  test(`${name}: planned, applied, verified and rolled back; one row more than was decided stops apply`, async (t) => {
    const example: PlannedExample = await planExample(t, {
      accept,
      prepare: async (synapse) => {
        await rows(synapse, 1);
        await rows(synapse, 2);
      },
    });
    const { plan } = example;
    assert.equal(plan.errored, false);
    const [decided] = plan.decisions ?? [];
    assert.deepEqual(
      { rows: decided?.rows, findings: decided?.findings, effects: decided?.effects },
      { rows: covers, findings: settles, effects },
    );
    const settled = plan.findings.filter(({ acceptance }) => acceptance?.decision === decided?.decision);
    assert.deepEqual([...new Set(settled.map(({ id }) => id))].sort(), settles);

    // One more.
    await rows(example.synapse, 3);
    const before = await example.world();
    const problems = await problemsOf(example.apply());
    assert.ok(problems.length > 0);
    for (const { code, message } of problems) {
      assert.equal(code, 'STALE_SOURCE', message);
      assert.match(message, /planned at most \d+, as ada decided, found \d+/);
    }
    assert.deepEqual(await example.world(), before);
    await example.synapse.query("DELETE FROM user_external_ids WHERE user_id LIKE '@old3:%'");
    await example.synapse.query("DELETE FROM users WHERE name LIKE '@old3:%'");

    assert.equal((await example.apply()).receipt.outcome, 'applied');
    assert.deepEqual((await example.mas.query(question)).rows, answer);
    await example.verify();
    assert.equal((await example.rollback()).receipt.outcome, 'rolled-back');
  });
}
