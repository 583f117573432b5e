import { Client, escapeIdentifier } from 'pg';
import { quoteLiteral } from '../../support/sql-text.ts';
import type { Server } from './embedded-cluster.ts';

/** A database and the role that owns it: as the documentation of Synapse and MAS tells people to make them. */
export interface OwnedDatabase {
  readonly database: string;
  readonly user: string;
  readonly password: string;
}

/** Makes the role and the database (UTF8, locale C, which Synapse insists on), then runs the statements in it as that role. */
export async function createDatabase(
  server: Server,
  owned: OwnedDatabase,
  statements: readonly string[] = [],
): Promise<void> {
  await createOwned(server, owned, `TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'`);
  if (statements.length > 0) await runIn({ ...server, ...owned }, owned.database, statements);
}

/** Makes the role and its database; `how` is what CREATE DATABASE takes besides the owner. */
export async function createOwned(server: Server, owned: OwnedDatabase, how: string): Promise<void> {
  const role = escapeIdentifier(owned.user);
  await runIn(server, 'postgres', [
    `CREATE ROLE ${role} LOGIN PASSWORD ${quoteLiteral(owned.password)}`,
    `CREATE DATABASE ${escapeIdentifier(owned.database)} OWNER ${role} ${how}`,
  ]);
}

/** Runs statements in a database one after the other, each on its own: CREATE DATABASE takes no transaction. */
export async function runIn(server: Server, database: string, statements: readonly string[]): Promise<void> {
  const { host, port, user, password } = server;
  const client = new Client({ host, port, user, password, database });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

/** The URI of a database for its owner, in the form that libpq, Synapse's tools and MAS read. */
export function databaseUri(server: Server, owned: OwnedDatabase): string {
  const uri = new URL(`postgresql://${server.host}:${server.port}`);
  uri.username = encodeURIComponent(owned.user);
  uri.password = encodeURIComponent(owned.password);
  uri.pathname = `/${encodeURIComponent(owned.database)}`;
  return uri.href;
}
