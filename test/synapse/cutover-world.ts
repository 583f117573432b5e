import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { Client } from 'pg';
import { freePort } from '../../src/cli/demo/free-port.ts';
import { readPlanFile } from '../../src/cli/read-plan-file.ts';
import { readMasConfig } from '../../src/config/read-mas-config.ts';
import { runInProcess } from '../cli/run-in-process.ts';
import { openFolder, startProxy } from '../compile/proxy/run-proxy.ts';
import { createEmptyDatabase, createServiceDatabase } from '../support/databases.ts';
import { certificates } from '../support/postgres/tls-server.ts';
import { type StandIn, startMasStandIn } from './mas-stand-in.ts';
import { bcryptYaml, masYaml } from './mas-yaml.ts';
import { type RunningSynapse, startSynapse } from './real-synapse.ts';
import type { Login } from './synapse-client.ts';
import { writeSynapseConfig } from './synapse-config.ts';

/** The names under which clients find everything. */
const names = ['example.org', 'matrix.example.org', 'account.example.org'];

/** A homeserver that was moved, up again behind its reverse proxy, with sessions from before. */
export interface CutoverWorld {
  /** Of the plan, the configurations and all else. */
  readonly cwd: string;
  /** A session without a refresh token, one with, and their user's password. */
  readonly old: { readonly plain: Login; readonly refreshable: Login; readonly password: string };
  /** The rules of the plan for nginx. */
  readonly rules: string;
  readonly mas: { start(options?: { readonly issuer?: string }): Promise<StandIn> };
  /** Starts nginx with these rules and gives the options by which it is reached in place of the public names. */
  serve(rules: string): Promise<readonly string[]>;
  run(...args: readonly string[]): ReturnType<typeof runInProcess>;
  /** Of all rows of MAS, and of users, devices and tokens of Synapse. */
  digest(): Promise<readonly string[]>;
  /** How many sessions of MAS have not ended. */
  activeSessions(): Promise<number>;
  /** What nobody may see. */
  secrets(): readonly string[];
}

/** Users log in to a real Synapse; then it is planned, stopped, applied, and started again beside the stand-in of MAS. */
export async function moveHomeserver(t: TestContext): Promise<CutoverWorld> {
  const [database, mas] = [await createEmptyDatabase(t), await createServiceDatabase(t, 'mas-1.22')];
  const config = await writeSynapseConfig(t, { database, extra: options });
  const synapse = await startSynapse(t, config);
  const old = await logIn(synapse);
  const cwd = config.directory;
  const port = await freePort('127.0.0.1');
  writeFileSync(join(cwd, 'mas.yaml'), masYaml({ uri: mas.uri, port, synapse: config.url }) + bcryptYaml);
  const run = (...args: readonly string[]) => runInProcess(args, { cwd });
  const inputs = ['--synapse-config', config.file, '--mas-config', 'mas.yaml'];
  const planned = await run('plan', ...inputs, '--proxy', 'nginx', '--out', 'plan.yaml');
  const [planId = ''] = /sha256:[0-9a-f]{64}/.exec(planned.stdout) ?? [];
  await synapse.stop();
  await mas.disconnect();
  await database.disconnect();
  const applied = await run('apply', 'plan.yaml', '--plan-id', planId, '--unapproved', 'a test');
  if (applied.exitCode !== 0) throw new Error(planned.stdout + planned.stderr + applied.stderr);
  await startSynapse(t, config);
  const ask = async (uri: string, sql: string): Promise<string> => {
    const client = new Client({ connectionString: uri, application_name: 'syn2mas-plan' });
    await client.connect();
    return await client
      .query<{ value: string }>(sql)
      .then(({ rows }) => rows[0]?.value ?? '')
      .finally(() => client.end());
  };
  return {
    cwd,
    old,
    rules: rulesOf(cwd),
    run,
    digest: async () => [
      ...(await Promise.all(masTables.map((table) => ask(mas.uri, digestOf(table))))),
      ...(await Promise.all(['users', 'devices', 'access_tokens'].map((table) => ask(database.uri, digestOf(table))))),
    ],
    activeSessions: async () =>
      Number(await ask(mas.uri, 'SELECT count(*)::text AS value FROM compat_sessions WHERE finished_at IS NULL')),
    secrets: () => [
      'a-shared-secret',
      old.password,
      old.plain.accessToken,
      old.refreshable.accessToken,
      String(old.refreshable.refreshToken),
    ],
    mas: {
      async start(more = {}) {
        const patched = readMasConfig(['mas.yaml'], { cwd, env: {} });
        const standIn = await startMasStandIn(patched, { databaseUri: mas.uri, port, ...more });
        t.after(() => standIn.stop());
        return standIn;
      },
    },
    async serve(rules) {
      const tls = { certificate: join(certificates, 'names.crt'), key: join(certificates, 'names.key') };
      const proxy = await startProxy(t, 'nginx', rules, openFolder(t), tls);
      return ['--ca-file', tls.certificate, ...names.flatMap((name) => ['--connect-to', `${name}=127.0.0.1:${proxy}`])];
    },
  };
}

const masTables = [
  'users',
  'user_passwords',
  'compat_sessions',
  'compat_access_tokens',
  'compat_refresh_tokens',
  'compat_sso_logins',
];

function digestOf(table: string): string {
  return `SELECT coalesce(md5(string_agg(t::text, ',' ORDER BY t::text)), '') AS value FROM ${table} AS t`;
}

async function logIn(synapse: RunningSynapse): Promise<CutoverWorld['old']> {
  const password = "bob's words";
  await synapse.register('bob', password);
  return {
    plain: await synapse.login('bob', password, { deviceId: 'LAPTOP', displayName: 'Bob’s laptop' }),
    refreshable: await synapse.login('bob', password, { deviceId: 'OLD PHONE', refreshable: true }),
    password,
  };
}

function rulesOf(cwd: string): string {
  const step = readPlanFile('plan.yaml', cwd).plan.steps.find(({ id }) => id === 'operator/route-logins');
  if (step?.kind !== 'operator') throw new Error('the plan has no rules for the proxy');
  return step.instructions;
}

const options = `
public_baseurl: https://matrix.example.org/
refreshable_access_token_lifetime: 5m
password_config:
  pepper: "a pepper"
`;
