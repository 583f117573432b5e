import assert from 'node:assert/strict';
import { test } from 'node:test';
import { escapeIdentifier } from 'pg';
import { createPair, type TestDatabase } from '../support/databases.ts';
import { source } from '../support/synapse-rows.ts';
import { goThrough, withSuperuser } from './go-through.ts';

test('a role that may only read plans and verifies; apply says what it lacks, and runs with it', async (t) => {
  const pair = await createPair(t);
  await source(pair.synapse.client, 'example.org').user('ada').device('A').accessToken('syt_a').insert();
  const reader = await makeReader(t, pair.synapse);
  const { plan, planId, run, apply } = await goThrough(t, pair, {
    words: ['--synapse-database-uri', reader.uri],
  });
  const finding = plan.findings.find(({ id }) => id === 'data/lock-right');
  assert.equal(finding?.severity, 'info');
  const grant = /GRANT UPDATE ON [a-z_, ]+ TO reader_[a-z0-9]+;/.exec(finding?.what ?? '')?.[0] ?? '';
  assert.ok(grant.includes('access_tokens') && grant.includes('users'), finding?.what);

  await pair.synapse.disconnect();
  await pair.mas.disconnect();
  const asReader = ['--synapse-database-uri', reader.uri];
  const right = ['--plan-id', planId, '--unapproved', 'a test'];
  const refused = await run('apply', 'plan.yaml', ...right, ...asReader);
  assert.equal(refused.exitCode, 3, refused.stderr);
  assert.match(refused.stderr, /DATABASE_RIGHTS/);
  assert.ok(refused.stderr.replaceAll(/\s+/g, ' ').includes(grant), refused.stderr);

  await withSuperuser(pair.synapse.superuserUri, (client) => client.query(grant));
  await apply(...asReader);
});

test('a role that does not own the tables of MAS is told when planning, not in the outage', async (t) => {
  const pair = await createPair(t);
  const reader = await makeReader(t, pair.mas);
  const { plan } = await goThrough(t, pair, { words: ['--mas-database-uri', reader.uri] });
  const told = plan.findings.filter(({ id }) => id === 'target/owner').map(({ what }) => what);
  assert.equal(told.length, 2, told.join(' '));
  assert.match(told[0] ?? '', /does not own .*compat_sessions.*users/);
  assert.match(told[1] ?? '', /may not CREATE a schema/);
});

/** Another role, with SELECT on all tables and nothing else. */
async function makeReader(
  t: Parameters<typeof createPair>[0],
  { superuserUri, database, host, port }: TestDatabase,
): Promise<{ readonly uri: string }> {
  const name = `reader_${database.replace(/^.*_/, '')}`;
  const role = escapeIdentifier(name);
  await withSuperuser(superuserUri, async (client) => {
    await client.query(
      `CREATE ROLE ${role} LOGIN PASSWORD 'reader'; GRANT SELECT ON ALL TABLES IN SCHEMA public TO ${role}`,
    );
  });
  // The database is gone by then, and what the role may do there with it.
  t.after(() =>
    withSuperuser(superuserUri.replace(/[^/]*$/, 'postgres'), (client) => client.query(`DROP ROLE ${role}`)),
  );
  return { uri: `postgresql://${name}:reader@${host}:${port}/${database}` };
}
