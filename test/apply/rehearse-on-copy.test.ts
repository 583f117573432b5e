import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { Client, escapeIdentifier } from 'pg';
import type { AskedApply } from '../../src/apply/apply-request.ts';
import { databaseUri, runIn } from '../../src/cli/demo/create-database.ts';
import { databaseDigest } from '../../src/cli/demo/database-digest.ts';
import { readPlanInputs } from '../../src/cli/plan-inputs.ts';
import { renderReceipt } from '../../src/render/receipt.ts';
import { silentLog } from '../../src/support/log.ts';
import type { TestDatabase } from '../support/databases.ts';
import { type PlannedExample, planExample, problemsOf } from './planned-example.ts';

/** A copy of a database on the same server, as pg_dump and createdb would make it; its URI, for the owner. */
async function copyOf({ pair }: PlannedExample, original: TestDatabase): Promise<string> {
  const copy = { ...original, database: `${original.database}_copy` };
  const [from, to] = [original.database, copy.database].map((name) => escapeIdentifier(name));
  // Nobody may be connected to a template.
  const end = `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '${original.database}'`;
  await runIn(pair.server, 'postgres', [
    end,
    `CREATE DATABASE ${to} TEMPLATE ${from} OWNER ${escapeIdentifier(copy.user)}`,
  ]);
  return databaseUri(pair.server, copy);
}

interface Copies {
  readonly example: PlannedExample;
  readonly onCopies: Partial<AskedApply>;
  /** The URI of the copy of MAS's database. */
  readonly mas: string;
}

/** An example with copies of both databases, which go before the roles that own them do. */
async function withCopies(t: TestContext, work: (copies: Copies) => Promise<void>): Promise<void> {
  const example = await planExample(t);
  const synapse = await copyOf(example, example.pair.synapse);
  const mas = await copyOf(example, example.pair.mas);
  const inputs = readPlanInputs(
    example.plan,
    { synapseDatabaseUri: synapse, masDatabaseUri: mas },
    { cwd: example.cwd, env: {} },
  );
  const onCopies: Partial<AskedApply> = { readInputs: () => inputs, named: ['synapse', 'mas'] };
  try {
    await work({ example, onCopies, mas });
  } finally {
    for (const uri of [synapse, mas]) {
      const name = escapeIdentifier(new URL(uri).pathname.slice(1));
      await runIn(example.pair.server, 'postgres', [`DROP DATABASE ${name} WITH (FORCE)`]);
    }
  }
}

async function digestOf(uri: string): Promise<string> {
  const client = new Client({ connectionString: uri });
  await client.connect();
  return await databaseDigest(client).finally(() => client.end());
}

test('a rehearsal on copies runs while the services do, says that they are copies, and leaves them as they were', (t) =>
  withCopies(t, async ({ example, onCopies, mas }) => {
    for (const { uri } of [example.pair.synapse, example.pair.mas]) {
      const service = new Client({ connectionString: uri, application_name: 'synapse_main' });
      service.on('error', () => {});
      await service.connect();
      t.after(() => service.end());
    }
    const before = await digestOf(mas);
    const warned: string[] = [];
    const log = { ...silentLog, warn: (line: string) => void warned.push(line) };
    const { receipt } = await example.apply({ ...onCopies, rehearse: true, log });
    assert.equal(receipt.outcome, 'rehearsed');
    assert.deepEqual([receipt.databases.synapse?.copy, receipt.databases.mas?.copy], [true, true]);
    assert.ok(warned.some((line) => /Synapse for a copy.*planned synapse_.*found synapse_.*_copy/.test(line)));
    assert.ok(warned.some((line) => /MAS for a copy.*planned mas_.*found mas_.*_copy/.test(line)));
    assert.match(
      renderReceipt(receipt, 'r', 'plan.yaml'),
      /^On a copy: .*Synapse \(synapse_.*_copy\).*MAS \(mas_.*_copy\)/m,
    );
    assert.equal(await digestOf(mas), before);
    // On the databases themselves the services are in the way.
    const problems = await problemsOf(example.apply({ rehearse: true }));
    assert.deepEqual([...new Set(problems.map(({ code }) => code))], ['SERVICE_CONNECTED']);
  }));

test('nothing but a rehearsal takes another database for a copy, and only one that was named', (t) =>
  withCopies(t, async ({ example, onCopies }) => {
    const codes = async (options: Partial<AskedApply>) =>
      (await problemsOf(example.apply(options))).map(({ code, remedy }) => [
        code,
        /--mas-database-uri/.test(remedy ?? ''),
      ]);
    assert.deepEqual(await codes({ ...onCopies, rehearse: false }), [['STALE_TARGET', false]]);
    assert.deepEqual(await codes({ ...onCopies, named: ['synapse'], rehearse: true }), [['STALE_TARGET', true]]);
    const [problem] = await problemsOf(example.apply({ ...onCopies, named: ['mas'], rehearse: true }));
    assert.deepEqual([problem?.code, /--synapse-database-uri/.test(problem?.remedy ?? '')], ['STALE_SOURCE', true]);
  }));
