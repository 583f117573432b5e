import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { readPlan } from '../../src/plan/read-plan.ts';
import { runInProcess } from '../cli/run-in-process.ts';
import { createEmptyDatabase, createServiceDatabase, type TestDatabase } from '../support/databases.ts';
import { insertProviders, providersYaml } from '../support/planned.ts';
import { masYaml } from './mas-yaml.ts';
import { configAccepted, type RunningSynapse, startSynapse } from './real-synapse.ts';
import { type SynapseConfig, writeSynapseConfig } from './synapse-config.ts';
import { synapsePython } from './synapse-python.ts';

test('a Synapse on SQLite and the same on PostgreSQL, brought there by synapse_port_db, make the same MAS', async (t) => {
  const config = await writeSynapseConfig(t, { database: 'sqlite', extra: options });
  const { directory: cwd } = config;
  const file = join(cwd, 'homeserver.db');
  // Guests are of the past: with MAS there are none.
  const guests = join(cwd, 'guests.yaml');
  writeFileSync(guests, 'allow_guest_access: true\n');
  const synapse = await startSynapse(t, config, [guests]);
  await useHomeserver(synapse);
  await backgroundUpdatesEnd(synapse);
  const lite = await createServiceDatabase(t, 'mas-1.22');
  writeFileSync(join(cwd, 'mas.yaml'), masFor(lite));
  const run = (...args: readonly string[]) => runInProcess(args, { cwd });

  // Planning needs no outage: Synapse runs, and nothing beside its database changes but by itself.
  const names = readdirSync(cwd);
  const planned = await run('plan', ...inputs(config.file, 'mas.yaml', 'plan.yaml'));
  assert.equal(planned.exitCode, 0, planned.stdout + planned.stderr);
  assert.deepEqual(
    readdirSync(cwd).filter((name) => name !== 'plan.yaml'),
    names,
  );
  const { plan, planId } = readPlan(readFileSync(join(cwd, 'plan.yaml')));
  assert.deepEqual(plan.source.connection, {
    engine: 'sqlite3',
    path: file,
    from: [`${config.file}:14 database.args.database`],
  });
  assert.deepEqual([plan.source.database.engine, plan.source.database.schemaVersion], ['sqlite3', '94']);
  await insertProviders(lite.client, plan);
  const right = ['--plan-id', planId, '--unapproved', 'a test'];
  const early = await run('apply', 'plan.yaml', ...right);
  assert.equal(early.exitCode, 14, early.stderr);
  assert.match(early.stderr, /SERVICE_CONNECTED/);
  await synapse.stop();
  assert.ok(!existsSync(`${file}-wal`));
  // Synapse writes when a device was last seen some seconds late: what is found is compared with its last word.
  writeFileSync(join(cwd, 'unprepared.yaml'), masFor(lite));
  assert.equal((await run('plan', ...inputs(config.file, 'unprepared.yaml', 'stopped.yaml'))).exitCode, 0);
  const stopped = readPlan(readFileSync(join(cwd, 'stopped.yaml'))).plan;
  await lite.disconnect();
  copyFileSync(file, join(cwd, 'ported.db'));
  const before = { database: readFileSync(file), homeserver: readFileSync(config.file) };
  const applied = await run('apply', 'plan.yaml', ...right);
  assert.equal(applied.exitCode, 0, applied.stderr);
  const verified = await run('verify', 'plan.yaml');
  assert.equal(verified.exitCode, 0, verified.stderr);
  assert.deepEqual(readFileSync(file), before.database);

  const postgres = await port(t, config, join(cwd, 'ported.db'));
  const other = await createServiceDatabase(t, 'mas-1.22');
  writeFileSync(join(cwd, 'other-mas.yaml'), masFor(other));
  await run('plan', ...inputs(postgres.file, 'other-mas.yaml', 'other.yaml'));
  await insertProviders(other.client, plan);
  await postgres.database.disconnect();
  await other.disconnect();
  // Ids follow from the seed, which the databases go into.
  const otherPlan = readFileSync(join(cwd, 'other.yaml'), 'utf8');
  const otherSeed = readPlan(Buffer.from(otherPlan)).plan.seed;
  const renamed = otherPlan.replaceAll(`.before-mas-${otherSeed.slice(0, 8)}`, `.before-mas-${plan.seed.slice(0, 8)}`);
  writeFileSync(join(cwd, 'other.yaml'), renamed.replaceAll(otherSeed, plan.seed));
  const otherId = readPlan(readFileSync(join(cwd, 'other.yaml'))).planId;
  const otherApplied = await run('apply', 'other.yaml', '--plan-id', otherId, '--unapproved', 'a test');
  assert.equal(otherApplied.exitCode, 0, otherApplied.stderr);
  const otherRead = readPlan(readFileSync(join(cwd, 'other.yaml'))).plan;
  const copies = (of: typeof plan) => of.steps.flatMap((step) => (step.kind === 'copy' ? [step] : []));
  assert.deepEqual(copies(plan), copies(otherRead));
  assert.deepEqual(plan.accounting, otherRead.accounting);
  const found = (of: typeof plan) =>
    of.findings.map(({ id, severity, count, samples }) => ({ id, severity, count, samples }));
  assert.deepEqual(found(stopped), found(otherRead));
  const tables = await contents(lite, plan.target.mustBeEmpty);
  assert.deepEqual(tables, await contents(other, plan.target.mustBeEmpty));
  assert.deepEqual(
    [...tables].flatMap(([table, rows]) => (rows.length > 0 ? [table] : [])).sort(),
    copies(plan)
      .map(({ table }) => table)
      .sort(),
  );

  assert.ok((await configAccepted([config.file])).ok);
  const back = await run('rollback', 'plan.yaml');
  assert.equal(back.exitCode, 0, back.stderr);
  assert.deepEqual(readFileSync(config.file), before.homeserver);
  assert.deepEqual(readFileSync(file), before.database);
});

/** What people and their clients do, by every way that the rules tell apart. */
async function useHomeserver(synapse: RunningSynapse): Promise<void> {
  await synapse.register('admin', 'sesame and more', { admin: true });
  const { accessToken } = await synapse.login('admin', 'sesame and more', {
    deviceId: 'LAPTOP',
    displayName: 'Admin’s 🖥',
  });
  const admin = (method: string, path: string, body?: unknown) => synapse.request(method, path, { accessToken, body });
  for (const name of ['bob', 'gone', 'erased', 'locked', 'shadow', 'linked'])
    await synapse.register(name, `${name}'s words`);
  const old = await synapse.login('bob', "bob's words", { deviceId: 'OLD PHONE', refreshable: true });
  await synapse.login('bob', "bob's words", { deviceId: 'P'.repeat(500), refreshable: true });
  await synapse.login('bob', "bob's words", { deviceId: 'UNUSED' });
  const next = await synapse.refresh(old.refreshToken ?? '');
  await synapse.whoami(next.accessToken);
  for (const name of ['gone', 'erased', 'locked', 'shadow']) await synapse.login(name, `${name}'s words`);
  await admin('PUT', '/_synapse/admin/v2/users/@linked:example.org', {
    threepids: [
      { medium: 'email', address: 'linked@example.org' },
      { medium: 'msisdn', address: '447470274584' },
    ],
    external_ids: [{ auth_provider: 'oidc-keycloak', external_id: 'ünïque ☃' }],
  });
  await admin('POST', '/_synapse/admin/v1/deactivate/@gone:example.org', { erase: false });
  await admin('POST', '/_synapse/admin/v1/deactivate/@erased:example.org', { erase: true });
  await admin('PUT', '/_synapse/admin/v2/users/@locked:example.org', { locked: true });
  await admin('POST', '/_synapse/admin/v1/users/@shadow:example.org/shadow_ban', {});
  await admin('POST', '/_synapse/admin/v1/users/@bob:example.org/login', {});
  await admin('POST', '/_synapse/admin/v1/registration_tokens/new', { token: 'welcome', uses_allowed: 3 });
  await admin('POST', '/_synapse/admin/v1/registration_tokens/new', { token: 'ends', expiry_time: 4_000_000_000_000 });
  await synapse.request('POST', '/_matrix/client/v3/register?kind=guest', { body: {} });
}

async function backgroundUpdatesEnd(synapse: RunningSynapse): Promise<void> {
  const { accessToken } = await synapse.login('admin', 'sesame and more', {
    deviceId: 'LAPTOP',
    displayName: 'Admin’s 🖥',
  });
  for (;;) {
    const status = await synapse.request('GET', '/_synapse/admin/v1/background_updates/status', { accessToken });
    if (Object.keys(status.current_updates as object).length === 0) return;
    await sleep(250);
  }
}

/** Has Synapse's own program bring a copy of the database to PostgreSQL; gives a configuration with it. */
async function port(
  t: TestContext,
  { directory }: SynapseConfig,
  file: string,
): Promise<{ readonly database: TestDatabase; readonly file: string }> {
  const database = await createEmptyDatabase(t);
  const { file: config } = await writeSynapseConfig(t, { database, extra: options });
  const run = (module: string, ...args: readonly string[]) =>
    promisify(execFile)(synapsePython(), ['-W', 'ignore', '-m', `synapse._scripts.${module}`, ...args], {
      cwd: directory,
      maxBuffer: 2 ** 26,
    });
  await run('update_synapse_database', '--database-config', config);
  // It copies refresh tokens one by one, each before the one that follows it, which a foreign key of Synapse's own schema refuses.
  const key = (state: string) =>
    database.client.query(`ALTER TABLE refresh_tokens ALTER CONSTRAINT refresh_tokens_next_token_id_fkey ${state}`);
  await key('DEFERRABLE INITIALLY DEFERRED');
  await run('synapse_port_db', '--sqlite-database', file, '--postgres-config', config);
  await key('NOT DEFERRABLE');
  return { database, file: config };
}

async function contents(
  { uri }: TestDatabase,
  tables: readonly string[],
): Promise<ReadonlyMap<string, readonly unknown[]>> {
  const client = new Client({ connectionString: uri });
  await client.connect();
  try {
    const found = new Map<string, readonly unknown[]>();
    for (const table of tables) {
      const { rows } = await client.query<{ row: unknown }>(
        `SELECT to_jsonb(t) AS row FROM ${table} AS t ORDER BY t::text`,
      );
      found.set(
        table,
        rows.map(({ row }) => row),
      );
    }
    return found;
  } finally {
    await client.end();
  }
}

function inputs(synapse: string, mas: string, plan: string): readonly string[] {
  return ['--synapse-config', synapse, '--mas-config', mas, '--out', plan, '--created-at', '2026-11-01T00:00:00Z'];
}

const options = `
public_baseurl: https://matrix.example.org/
refreshable_access_token_lifetime: 5m
enable_registration: true
registration_requires_token: true
background_updates: { sleep_enabled: false, sleep_duration_ms: 1 }
`;

function masFor({ uri }: TestDatabase): string {
  return `${masYaml({ uri })}upstream_oauth2: ${JSON.stringify(JSON.parse(providersYaml('oidc-keycloak')).upstream_oauth2)}
`;
}
