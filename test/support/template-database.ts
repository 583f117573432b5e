import { Client, escapeIdentifier } from 'pg';
import { createDatabase, type OwnedDatabase, runIn } from '../../src/cli/demo/create-database.ts';
import type { Server } from '../../src/cli/demo/embedded-cluster.ts';
import { type ServiceSchema, serviceSchema } from '../../src/cli/demo/service-schema.ts';
import { sha256 } from '../../src/support/digest.ts';

/** A database with the schema of a service. */
export interface Template extends OwnedDatabase {
  /** What CREATE DATABASE takes to copy it. */
  readonly how: string;
}

const made = new Map<string, Promise<Template>>();

/**
 * A database with the schema of a service that others are copied from, which is ten times faster than the DDL. Its objects belong
 * to a role of its own, so that a copy can hand them all over. Made once a server, whichever test process comes first.
 */
export async function templateDatabase(server: Server, schema: ServiceSchema): Promise<Template> {
  const existing = made.get(schema) ?? makeTemplate(server, schema);
  made.set(schema, existing);
  return existing;
}

/** Drops every template, on a server that outlives the tests. */
export async function dropTemplates(server: Server): Promise<void> {
  const client = await connect(server);
  try {
    const { rows } = await client.query<{ datname: string }>(
      'SELECT datname FROM pg_database WHERE starts_with(datname, $1)',
      [prefix],
    );
    for (const { datname } of rows) {
      const name = escapeIdentifier(datname);
      await client.query(`ALTER DATABASE ${name} IS_TEMPLATE false`);
      await client.query(`DROP DATABASE ${name}`);
      await client.query(`DROP ROLE ${name}`);
    }
  } finally {
    await client.end();
  }
}

/** Tells them from everything else on a server that belongs to somebody. */
const prefix = 'syn2mas_plan_template_';
/** Any number that nobody else uses. */
const lock = 8310;

async function makeTemplate(server: Server, schema: ServiceSchema): Promise<Template> {
  const statements = serviceSchema(schema);
  // A server that outlives the tests may hold one made from other statements.
  const name = `${prefix}${schema.replaceAll(/\W/g, '_')}_${sha256(statements.join()).replace('sha256:', '').slice(0, 8)}`;
  const names = { database: name, user: name, password: name };
  const client = await connect(server);
  try {
    const owned = { ...names, how: `TEMPLATE ${escapeIdentifier(name)}${await strategy(client)}` };
    await client.query('SELECT pg_advisory_lock($1)', [lock]);
    const found = await client.query('SELECT FROM pg_database WHERE datname = $1 AND datistemplate', [name]);
    if (found.rowCount === 1) return owned;
    // Left behind by a run that was killed half-way.
    await client.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(name)}`);
    await client.query(`DROP ROLE IF EXISTS ${escapeIdentifier(name)}`);
    await createDatabase(server, names, statements);
    const database = `ALTER DATABASE ${escapeIdentifier(name)}`;
    await runIn(server, 'postgres', [`${database} OWNER TO CURRENT_USER`, `${database} IS_TEMPLATE true`]);
    return owned;
  } finally {
    await client.end();
  }
}

/** Files, as servers before 15 copy them: where nothing is synced, half the work of writing every page to the log. */
async function strategy(client: Client): Promise<string> {
  const { rows } = await client.query<{ has: boolean }>(
    `SELECT current_setting('server_version_num')::int >= 150000 AS has`,
  );
  return rows[0]?.has ? ' STRATEGY FILE_COPY' : '';
}

async function connect(server: Server): Promise<Client> {
  const { host, port, user, password } = server;
  const client = new Client({ host, port, user, password, database: 'postgres' });
  await client.connect();
  return client;
}
