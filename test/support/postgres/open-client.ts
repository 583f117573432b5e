import type { TestContext } from 'node:test';
import type { Client } from 'pg';
import { connect } from '../../../src/support/postgres/connect.ts';
import { connectionSurroundings } from '../../../src/support/postgres/connection-surroundings.ts';
import { parsePostgresUri } from '../../../src/support/postgres/parse-uri.ts';
import { resolveConnection } from '../../../src/support/postgres/resolve-connection.ts';

/** A connection as the product makes it, until the test ends. */
export async function openClient(t: TestContext, uri: string): Promise<Client> {
  const settings = { parameters: parsePostgresUri(uri, 'uri'), from: ['the test'] };
  const client = await connect(resolveConnection(settings, connectionSurroundings({})), { applicationName: 'test' });
  t.after(() => client.end());
  return client;
}
