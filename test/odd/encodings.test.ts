import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Finding } from '../../src/plan/types.gen.ts';
import { problemsIn } from '../cli/run-in-process.ts';
import { testServer } from '../support/cluster.ts';
import { createPair, createServiceDatabase, type DatabasePair } from '../support/databases.ts';
import { planFor } from '../support/planned.ts';
import { source } from '../support/synapse-rows.ts';
import { goThrough, planInProcess, readAll, withSuperuser } from './go-through.ts';

const idsAbout = (findings: readonly Finding[], database: 'synapse' | 'mas') =>
  findings.filter(({ where }) => where.some((place) => place.database === database)).map(({ id }) => id);

test('a database in SQL_ASCII is taken where all its text is UTF-8, with a finding', async (t) => {
  const pair = await pairWith(t, "ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C'");
  await source(pair.synapse.client, 'example.org')
    .user('zoë')
    .email('zoë@bücher.example')
    .device('電話', { display_name: '📱' })
    .accessToken('syt_zoe')
    .insert();
  const { plan, apply } = await goThrough(t, pair);
  assert.ok(plan.findings.some(({ id, severity }) => id === 'data/encoding' && severity === 'warning'));
  await apply();
  const sql =
    'SELECT username, email, device_id, human_name FROM users JOIN user_emails USING (user_id) JOIN compat_sessions USING (user_id)';
  assert.deepEqual(await readAll(pair.mas.superuserUri, sql), [
    { username: 'zoë', email: 'zoë@bücher.example', device_id: '電話', human_name: '📱' },
  ]);
});

test('a database in SQL_ASCII is refused for text that is not UTF-8, by its place and its users', async (t) => {
  const pair = await pairWith(t, "ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C'");
  await source(pair.synapse.client, 'example.org').user('ada').user('sound').insert();
  const bytes = (text: string): string =>
    `convert_from(decode('${Buffer.from(text, 'latin1').toString('hex')}', 'hex'), 'SQL_ASCII')`;
  await pair.synapse.client.query(`
    INSERT INTO users (name, creation_ts) VALUES (${bytes('@zo\xEB:example.org')}, 1600000000);
    INSERT INTO devices (user_id, device_id, display_name)
      SELECT '@ada:example.org', 'D' || n, convert_from(decode(hex, 'hex'), 'SQL_ASCII')
        -- A lone continuation, an overlong slash, half of a pair, beyond Unicode, cut off; then two that are well.
        FROM unnest(ARRAY['80', 'c0af', 'eda080', 'f4908080', 'e282', 'e282ac', 'f48fbfbf']) WITH ORDINALITY AS t (hex, n)`);
  const answer = await planInProcess(t, pair, '--log-format', 'json');
  assert.equal(answer.exitCode, 3);
  assert.deepEqual(
    problemsIn(answer).map(({ code, message }) => [code, message]),
    [
      ['DATABASE_ENCODING', 'devices.display_name: 5 rows are not UTF-8 (@ada:example.org).'],
      ['DATABASE_ENCODING', 'users.name: 1 rows are not UTF-8 (@zo\\353:example.org).'],
    ],
  );
  const discreet = await planInProcess(t, pair, '--log-format', 'json', '--no-samples');
  assert.ok(!discreet.stderr.includes('@'));
});

test('another collation than C is taken, and says so', async (t) => {
  const pair = await pairWith(t, "ENCODING 'UTF8' LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'");
  await source(pair.synapse.client, 'example.org').user('ada').user('Bob').user('ärger').insert();
  const { plan, apply } = await goThrough(t, pair);
  assert.deepEqual(
    plan.findings.filter(({ id }) => id.startsWith('data/coll')).map(({ severity, what }) => [severity, what]),
    [['info', 'The database of Synapse has LC_COLLATE C.UTF-8 and LC_CTYPE C.UTF-8.']],
  );
  await apply();
});

test('indexes that were built by another version of the collation are a warning', async (t) => {
  const pair = await pairWith(t, "ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C' LOCALE_PROVIDER icu ICU_LOCALE 'und'");
  const { plan: before } = await planFor(t, pair);
  assert.ok(!idsAbout(before.findings, 'synapse').includes('data/collation-version'));
  // As after an upgrade of the operating system.
  await withSuperuser(pair.synapse.superuserUri, (client) =>
    client.query(`UPDATE pg_database SET datcollversion = '1' WHERE datname = current_database()`),
  );
  const { plan } = await planFor(t, pair);
  assert.ok(idsAbout(plan.findings, 'synapse').includes('data/collation-version'));
});

test('a database of MAS that is not in UTF8 is refused', async (t) => {
  const server = await testServer();
  const [synapse, mas] = await Promise.all([
    createServiceDatabase(t, 'synapse-1.163'),
    createServiceDatabase(t, 'mas-1.22', "ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C'"),
  ]);
  const { plan } = await planFor(t, { server, synapse, mas });
  assert.equal(plan.errored, true);
  assert.ok(idsAbout(plan.findings, 'mas').includes('target/encoding'));
});

test('databases as their documentation wants them give no finding', async (t) => {
  const pair = await createPair(t);
  const { plan } = await planFor(t, pair);
  assert.deepEqual(
    plan.findings.map(({ id }) => id).filter((id) => /^(data|target)\//.test(id)),
    [],
  );
});

async function pairWith(t: Parameters<typeof createPair>[0], how: string): Promise<DatabasePair> {
  const server = await testServer();
  const [synapse, mas] = await Promise.all([
    createServiceDatabase(t, 'synapse-1.163', how),
    createServiceDatabase(t, 'mas-1.22'),
  ]);
  return { server, synapse, mas };
}
