import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'pg';
import { type Cluster, startCluster } from '../../src/cli/demo/embedded-cluster.ts';
import { useServer } from '../support/given-server.ts';
import { filesOf, planExample } from './planned-example.ts';

/** Autovacuum is on, and comes every second to tables that say so themselves, and to no other. */
const flags = [
  'autovacuum=on',
  'autovacuum_naptime=1',
  'autovacuum_vacuum_threshold=1000000000',
  'autovacuum_vacuum_insert_threshold=-1',
  'autovacuum_analyze_threshold=1000000000',
].flatMap((flag) => ['-c', flag]);

let cluster: Cluster;
before(async () => {
  cluster = await startCluster({ postgresFlags: flags });
  useServer(cluster);
});
after(() => cluster.stop());

/** Tables that refer to no other, with what a row of five to a page needs. */
const tables = {
  users: `(user_id, username, created_at) SELECT gen_random_uuid(), repeat('x', 1500) || n, now()`,
  user_registration_tokens: `(user_registration_token_id, token, created_at) SELECT gen_random_uuid(), repeat('x', 1500) || n, now()`,
};

/** Autovacuum takes a nap after every page of these tables. */
async function slowAutovacuums(_synapse: Client, mas: Client): Promise<void> {
  for (const table of Object.keys(tables)) {
    await mas.query(`ALTER TABLE ${table} SET (autovacuum_vacuum_threshold = 0, autovacuum_vacuum_scale_factor = 0,
      autovacuum_vacuum_cost_delay = 100, autovacuum_vacuum_cost_limit = 1)`);
  }
}

/** Real autovacuums have these tables, and would for a minute: 500 pages of rows that nobody ever saw. */
async function startAutovacuums(mas: Client): Promise<void> {
  for (const [table, rows] of Object.entries(tables)) {
    await mas.query(`BEGIN; INSERT INTO ${table} ${rows} FROM generate_series(1, 2500) AS n; ROLLBACK`);
  }
  const wanted = Object.keys(tables).sort();
  for (let attempt = 1; JSON.stringify(await vacuumed(mas)) !== JSON.stringify(wanted); attempt += 1) {
    assert.ok(attempt < 600, 'the server starts no autovacuum');
    await sleep(100);
  }
}

async function vacuumed(mas: Client): Promise<readonly string[]> {
  const { rows } = await mas.query<{ name: string }>(
    `SELECT c.relname AS name
       FROM pg_locks AS l JOIN pg_stat_activity AS a ON a.pid = l.pid JOIN pg_class AS c ON c.oid = l.relation
      WHERE a.backend_type = 'autovacuum worker' AND a.datname = current_database() AND l.granted
        AND l.mode = 'ShareUpdateExclusiveLock' AND c.relname = ANY ($1)
      ORDER BY 1`,
    [Object.keys(tables)],
  );
  return rows.map(({ name }) => name);
}

test('an autovacuum of the tables of MAS stops neither apply nor its rehearsal', async (t) => {
  const example = await planExample(t, { prepare: slowAutovacuums });
  await startAutovacuums(example.mas);
  assert.equal((await example.apply({ rehearse: true })).receipt.outcome, 'rehearsed');
  await startAutovacuums(example.mas);
  assert.equal((await example.apply()).receipt.outcome, 'applied');
});

test('an autovacuum of the tables of MAS does not stop the way back', async (t) => {
  const example = await planExample(t, { prepare: slowAutovacuums });
  const before = await example.world();
  await example.apply();
  await startAutovacuums(example.mas);
  const { receipt } = await example.rollback();
  assert.deepEqual([receipt.outcome, filesOf(receipt).length], ['rolled-back', example.plan.summary.files.length]);
  assert.deepEqual({ ...(await example.world()), schemas: before.schemas }, before);
});
