import { setTimeout as sleep } from 'node:timers/promises';
import type { ClientBase } from 'pg';
import type { DatabaseName } from '../../plan/types.gen.ts';
import { connect } from '../../support/postgres/connect.ts';
import { endClient } from '../../support/postgres/end-client.ts';
import type { ResolvedConnection } from '../../support/postgres/resolve-connection.ts';
import { applicationName } from '../run-databases.ts';
import { readServerActivity } from './server-activity.ts';
import type { ProgressMeter } from './start-progress.ts';

/** A session whose server is asked what it does. */
export interface WatchedSession {
  readonly database: DatabaseName;
  readonly resolved: ResolvedConnection;
  /** Inside a transaction: behind a connection pooler it is on one server session only as long as that lasts. */
  readonly client: ClientBase;
  /** The rows of its COPY are those of the step; of two sessions the fewer. */
  readonly countsRows: boolean;
}

/**
 * Asks the server once a second, through a connection of its own, what a session does while this work goes on. It is no part of the
 * run: where there is no connection to be had, or one breaks, less is shown and nothing else happens. Work that is done within a second
 * is not watched.
 */
export async function withWatch<T>(session: WatchedSession, meter: ProgressMeter, work: () => Promise<T>): Promise<T> {
  const stop = new AbortController();
  const close = new AbortController();
  const pid = await backendOf(session.client);
  const watching = pid === undefined ? undefined : watch({ ...session, pid }, meter, { stop, close });
  try {
    return await work();
  } finally {
    stop.abort();
    await Promise.race([watching, sleep(longestEndMs, undefined, { ref: false })]);
    close.abort();
  }
}

const everyMs = 1_000;
const longestEndMs = 1_000;

/** As its own server calls it: a pooler gives other numbers to those who connect. */
async function backendOf(client: ClientBase): Promise<number | undefined> {
  try {
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    return rows[0]?.pid;
  } catch {
    // What is wrong here is told by the statement that follows.
    return undefined;
  }
}

async function watch(
  session: WatchedSession & { readonly pid: number },
  meter: ProgressMeter,
  { stop, close }: { readonly stop: AbortController; readonly close: AbortController },
): Promise<void> {
  const { resolved, pid, database, countsRows } = session;
  const service = database === 'synapse' ? 'Synapse' : 'MAS';
  try {
    await sleep(everyMs, undefined, { signal: stop.signal });
    const client = await connect(resolved, { applicationName, connectTimeoutMs: 5_000, signal: close.signal });
    try {
      const { rows: versions } = await client.query<{ version: number }>(
        `SELECT current_setting('server_version_num')::int AS version, set_config('statement_timeout', '5s', false)`,
      );
      while (!stop.signal.aborted) {
        // What the server says belongs to the work that was under way when it was asked.
        const running = meter.current();
        const { rows, activity } = await readServerActivity(client, pid, versions[0]?.version ?? 0);
        if (countsRows && rows !== undefined) running?.setRows(rows, database);
        running?.setActivity(activity && `${service}: ${activity}`, database);
        await sleep(everyMs, undefined, { signal: stop.signal });
      }
    } finally {
      await endClient(client);
    }
  } catch {
    // No right, no free slot, no server: the run itself says so where it matters to it.
  }
}
