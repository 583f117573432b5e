import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { checkPlanToRun } from '../../../src/apply/guard/check-plan-to-run.ts';
import { checkSql } from '../../../src/apply/guard/check-sql.ts';
import { demoSource } from '../../../src/cli/demo/write-example.ts';
import { makePlan } from '../../../src/cli/make-plan.ts';
import { compileTargetSteps } from '../../../src/compile/database/target-steps.ts';
import { catalogText, readTables } from '../../../src/inspect/catalog.ts';
import { silentLog } from '../../../src/support/log.ts';
import { readTemplates } from '../../../src/support/read-templates.ts';
import { writeCompleteExample } from '../../support/complete-example.ts';
import { createPair, createServiceDatabase } from '../../support/databases.ts';
import { problemsOf } from '../problems.ts';
import { smallPlan } from '../small-plan.ts';

const versions = ['1.22', '0.11'] as const;

for (const version of versions) {
  for (const samples of [true, false]) {
    test(`a plan for MAS ${version} ${samples ? 'with' : 'without'} samples may run, but for its findings`, async (t) => {
      const { server, synapse, mas } = await createPair(t, { mas: version });
      await synapse.client.query(demoSource());
      const folder = mkdtempSync(join(tmpdir(), 'guard-'));
      t.after(() => rmSync(folder, { recursive: true }));
      const example = writeCompleteExample(folder, server, { synapse, mas });
      const plan = await makePlan({
        synapseConfig: [example.homeserverYaml],
        masConfig: [example.masYaml],
        createdAt: '2026-01-02T03:04:05Z',
        createdBy: 'tester',
        toolVersion: '0.0.0',
        choices: { maxDriftPercent: 10, maxDriftRows: 1000, samples, wellKnown: join(folder, 'client.json') },
        cwd: folder,
        env: {},
        log: silentLog,
      });
      assert.ok(plan.steps.some(({ kind }) => kind === 'file'));
      const problems = await problemsOf(checkPlanToRun(plan));
      assert.deepEqual(
        problems.filter(({ code }) => code !== 'PLAN_ERRORED'),
        [],
      );
    });
  }

  test(`every constraint and index of MAS ${version} may be dropped and built again`, async (t) => {
    const { client } = await createServiceDatabase(t, `mas-${version}`);
    const { rows } = await client.query<{ name: string }>(
      "SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'",
    );
    const names = rows.map(({ name }) => name);
    const tables = await readTables(client, names);
    const { before, afterCopy, after } = compileTargetSteps(
      { tables, written: names, mustBeEmpty: names },
      readTemplates().templates,
    );
    const plan = smallPlan({ steps: [...before, ...afterCopy.values(), ...after] });
    const database = { ...plan.target.database, catalog: catalogText(tables) };
    assert.deepEqual(await checkSql({ ...plan, target: { ...plan.target, mustBeEmpty: names, database } }), []);
  });
}
