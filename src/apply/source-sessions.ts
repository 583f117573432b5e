import type { Client } from 'pg';
import type { Database } from '../plan/types.gen.ts';
import { PlanError } from '../support/errors.ts';
import type { Log } from '../support/log.ts';
import { connect } from '../support/postgres/connect.ts';
import { endClient } from '../support/postgres/end-client.ts';
import type { ResolvedConnection } from '../support/postgres/resolve-connection.ts';
import { quoteLiteral } from '../support/sql-text.ts';
import { cancelOnAbort } from './cancel-on-abort.ts';
import { applicationName, noticeWhenGone } from './run-databases.ts';
import { setLocally } from './set-locally.ts';

/** Sessions on one database, Synapse's where nothing else is said, all of which see the same snapshot; the first may hold locks. */
export type SourceSessions = readonly [Client, ...Client[]];

export interface SourceSessionsOptions {
  /** Where the other sessions go. */
  readonly resolved: ResolvedConnection;
  /** How many there may be, the first one included. */
  readonly jobs: number;
  /** What its transactions set. */
  readonly database: Pick<Database, 'settings'>;
  /** Whose database it is: Synapse's by default. */
  readonly service?: 'Synapse' | 'MAS';
  readonly log: Log;
  readonly signal: AbortSignal;
}

/**
 * Opens more sessions with the READ ONLY snapshot of the first one, hands all of them to `use` and ends the others afterwards, whatever
 * they are doing. Where the server gives no more of them (its connections are used up, a pooler leads elsewhere), it goes on with fewer.
 */
export async function withSourceSessions<T>(
  first: Client,
  options: SourceSessionsOptions,
  use: (sessions: SourceSessions) => Promise<T>,
): Promise<T> {
  const { jobs, signal } = options;
  const others: Client[] = [];
  try {
    const snapshot = jobs > 1 ? await exportSnapshot(first) : undefined;
    while (snapshot !== undefined && others.length < jobs - 1) {
      const client = await openOther(snapshot, options);
      if (!client) break;
      others.push(client);
    }
    const disarm = cancelOnAbort(signal, others);
    try {
      return await use([first, ...others]);
    } finally {
      disarm();
    }
  } finally {
    // One that is in the middle of a copy that nobody reads would never answer: its connection is cut.
    await Promise.all(others.map((client) => endClient(client).catch(() => undefined)));
  }
}

async function exportSnapshot(first: Client): Promise<string> {
  const { rows } = await first.query<{ snapshot: string }>('SELECT pg_export_snapshot() AS snapshot');
  if (!rows[0]) throw new Error('the server exported no snapshot');
  return rows[0].snapshot;
}

async function openOther(
  snapshot: string,
  { resolved, database, service = 'Synapse', log }: SourceSessionsOptions,
): Promise<Client | undefined> {
  let client: Client | undefined;
  try {
    client = await connect(resolved, { applicationName });
    await noticeWhenGone(client);
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    await client.query(`SET TRANSACTION SNAPSHOT ${quoteLiteral(snapshot)}`);
    await setLocally(client, database);
    return client;
  } catch (error) {
    await client?.end().catch(() => undefined);
    const why = error instanceof PlanError ? error.problems[0]?.message : error instanceof Error ? error.message : '';
    log.info(`The database of ${service} is read in fewer sessions at once: ${why}`);
    return undefined;
  }
}
