import { randomBytes } from 'node:crypto';
import type { TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, escapeIdentifier } from 'pg';
import { createOwned, databaseUri, type OwnedDatabase, runIn } from '../../src/cli/demo/create-database.ts';
import type { Server } from '../../src/cli/demo/embedded-cluster.ts';
import { type ServiceSchema, serviceSchema } from '../../src/cli/demo/service-schema.ts';
import { testServer } from './cluster.ts';
import { templateDatabase } from './template-database.ts';

/** One database of a test with a role that owns it and all in it. */
export interface TestDatabase extends OwnedDatabase {
  readonly host: string;
  readonly port: number;
  /** For the owner. */
  readonly uri: string;
  /** For a superuser. */
  readonly superuserUri: string;
  /** Connected as the owner until the test ends; its application_name is `test`. */
  readonly client: Client;
  /** Ends the client and every other session: what "the service is stopped" looks like. */
  disconnect(): Promise<void>;
}

/** The two databases of one test. */
export interface DatabasePair {
  readonly server: Server;
  readonly synapse: TestDatabase;
  readonly mas: TestDatabase;
}

/** Makes an empty Synapse and an empty MAS database, each with its own role; both are dropped after the test. */
export async function createPair(
  t: TestContext,
  options: { readonly mas?: '1.22' | '0.11' } = {},
): Promise<DatabasePair> {
  const server = await testServer();
  const [synapse, mas] = await Promise.all([
    createServiceDatabase(t, 'synapse-1.163'),
    createServiceDatabase(t, `mas-${options.mas ?? '1.22'}`),
  ]);
  return { server, synapse, mas };
}

/**
 * Makes one database with the schema of a service.
 * @param how what CREATE DATABASE takes, where it is to be another than UTF8 and C
 */
export async function createServiceDatabase(
  t: TestContext,
  schema: ServiceSchema,
  how?: string,
): Promise<TestDatabase> {
  const server = await testServer();
  if (how !== undefined) {
    const made = randomNames(schema.replace(/-.*/, ''));
    await createOwned(server, made, `TEMPLATE template0 ${how}`);
    await runIn({ ...server, ...made }, made.database, serviceSchema(schema));
    return open(t, server, made);
  }
  const template = await templateDatabase(server, schema);
  const owned = randomNames(schema.replace(/-.*/, ''));
  await createOwned(server, owned, template.how);
  await runIn(server, owned.database, [
    `REASSIGN OWNED BY ${escapeIdentifier(template.user)} TO ${escapeIdentifier(owned.user)}`,
  ]);
  return open(t, server, owned);
}

/** Makes a database without tables: UTF8, locale C. */
export async function createEmptyDatabase(t: TestContext): Promise<TestDatabase> {
  const server = await testServer();
  const owned = randomNames('empty');
  await createOwned(server, owned, `TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'`);
  return open(t, server, owned);
}

function randomNames(service: string): OwnedDatabase {
  const name = `${service}_${randomBytes(6).toString('hex')}`;
  return { database: name, user: name, password: randomBytes(12).toString('base64url') };
}

async function open(t: TestContext, server: Server, owned: OwnedDatabase): Promise<TestDatabase> {
  const uri = databaseUri(server, owned);
  const superuserUri = databaseUri(server, { ...owned, user: server.user, password: server.password });
  const client = new Client({ connectionString: uri, application_name: 'test' });
  // The session may be ended by the server below, or by a test that kills sessions.
  client.on('error', () => {});
  await client.connect();
  let ended: Promise<void> | undefined;
  const disconnect = async (): Promise<void> => {
    ended ??= client.end();
    await ended;
    const { host, port, user, password } = server;
    const superuser = new Client({ host, port, user, password, database: 'postgres' });
    await superuser.connect();
    await endSessions(superuser, owned.database).finally(() => superuser.end());
  };
  t.after(async () => {
    ended ??= client.end();
    await ended;
    await runIn(server, 'postgres', [
      `DROP DATABASE ${escapeIdentifier(owned.database)} WITH (FORCE)`,
      `DROP ROLE ${escapeIdentifier(owned.user)}`,
    ]);
  });
  return { host: server.host, port: server.port, ...owned, uri, superuserUri, client, disconnect };
}

/** Ends every session on a database and waits for that; pg_terminate_backend itself can wait from PostgreSQL 14 on only. */
async function endSessions(superuser: Client, database: string): Promise<void> {
  for (let attempt = 1; attempt <= 100; attempt += 1) {
    const sql = 'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1';
    if ((await superuser.query(sql, [database])).rows.length === 0) return;
    await sleep(50);
  }
}
