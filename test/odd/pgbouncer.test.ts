import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problemsIn } from '../cli/run-in-process.ts';
import { createPair, type DatabasePair } from '../support/databases.ts';
import { source } from '../support/synapse-rows.ts';
import { goThrough, planInProcess, readAll } from './go-through.ts';
import { runPgBouncer } from './run-pgbouncer.ts';

for (const [mode, poolSize] of [
  ['transaction', 5],
  ['transaction', 1],
  ['statement', 5],
] as const) {
  test(`a PgBouncer in ${mode} mode, with ${poolSize} sessions, is refused with the way out`, async (t) => {
    const pair = await createPair(t);
    const port = await runPgBouncer(t, pair.synapse, { mode, poolSize });
    const answer = await planInProcess(t, through(pair, port), '--log-format', 'json');
    assert.equal(answer.exitCode, 3, answer.stderr);
    const [problem] = problemsIn(answer);
    assert.equal(problem?.code, 'DATABASE_POOLED');
    assert.match(problem?.message ?? '', new RegExp(`port ${port}\\b.*pooler`));
    assert.match(problem?.remedy ?? '', /session mode/);
  });
}

test('a PgBouncer in session mode plans and verifies; apply takes its sessions for those of the service, and the direct way', async (t) => {
  const pair = await createPair(t);
  await source(pair.synapse.client, 'example.org').user('ada').device('A').accessToken('syt_a').insert();
  const [synapsePort, masPort] = await Promise.all([
    runPgBouncer(t, pair.synapse, { mode: 'session' }),
    runPgBouncer(t, pair.mas, { mode: 'session' }),
  ]);
  const { planId, apply, run } = await goThrough(t, through(pair, synapsePort, masPort));
  await pair.synapse.client.end();
  await pair.mas.client.end();
  const direct = ['--synapse-database-uri', pair.synapse.uri, '--mas-database-uri', pair.mas.uri];
  const refused = await run('apply', 'plan.yaml', '--plan-id', planId, '--unapproved', 'a test', ...direct);
  assert.equal(refused.exitCode, 14, refused.stderr);
  assert.match(refused.stderr.replaceAll(/\s+/g, ' '), /SERVICE_CONNECTED.*KILL in the console of PgBouncer/);
  // As KILL does, `apply` here ends what the pools keep.
  await apply(...direct);
  assert.deepEqual(await readAll(pair.mas.superuserUri, 'SELECT username FROM users'), [{ username: 'ada' }]);
  const verified = await run('verify', 'plan.yaml');
  assert.equal(verified.exitCode, 0, verified.stderr);
});

/** The same databases as the configurations would name them behind poolers. */
function through({ server, synapse, mas }: DatabasePair, synapsePort: number, masPort?: number): DatabasePair {
  const behind = (database: DatabasePair['mas'], port: number): DatabasePair['mas'] => ({
    ...database,
    port,
    uri: database.uri.replace(`:${database.port}/`, `:${port}/`),
  });
  return { server, synapse: behind(synapse, synapsePort), mas: masPort === undefined ? mas : behind(mas, masPort) };
}
