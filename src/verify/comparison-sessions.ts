import type { Client } from 'pg';
import { cancelOnAbort } from '../apply/cancel-on-abort.ts';
import { type WatchedSession, withWatch } from '../apply/progress/with-watch.ts';
import type { Recorder } from '../apply/recorder.ts';
import type { RunClients, RunDatabases } from '../apply/run-databases.ts';
import { withRunClient } from '../apply/run-databases.ts';
import { withRunSource } from '../apply/run-source.ts';
import { setLocally } from '../apply/set-locally.ts';
import { withSourceSessions } from '../apply/source-sessions.ts';
import type { DatabaseName, Plan } from '../plan/types.gen.ts';
import type { Log } from '../support/log.ts';
import { withReadOnlySnapshot } from '../support/postgres/read-only-transaction.ts';
import type { ResolvedConnection } from '../support/postgres/resolve-connection.ts';

/** Sessions on both databases, in pairs; of each database all see one snapshot. */
export type ComparisonSessions = readonly [RunClients, ...RunClients[]];

export interface ComparisonSessionsOptions {
  readonly plan: Plan;
  readonly databases: RunDatabases;
  /** How many pairs there may be. */
  readonly jobs: number;
  readonly recorder: Pick<Recorder, 'progress'>;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/**
 * Opens READ ONLY snapshots of both databases, hands to `use` as many pairs of sessions as there may be, and ends them afterwards. Of a
 * Synapse on SQLite there is one: no other session sees what was loaded.
 */
export async function withComparisonSessions<T>(
  { plan, databases, jobs, recorder, log, signal }: ComparisonSessionsOptions,
  use: (pairs: ComparisonSessions) => Promise<T>,
): Promise<T> {
  return await withRunClient(databases.mas, (mas) =>
    withRunSource(databases, plan, async ({ client: synapse, resolved, hasOneSession, load }) => {
      const disarm = cancelOnAbort(signal, [mas, synapse]);
      const inWatch = (work: () => Promise<T>): Promise<T> =>
        withWatch(watched('mas', databases.mas, mas), recorder.progress, () =>
          withWatch(watched('synapse', resolved, synapse), recorder.progress, work),
        );
      try {
        await load();
        return await withReadOnlySnapshot(mas, () =>
          withReadOnlySnapshot(synapse, async () => {
            const { database } = plan.source;
            await setLocally(synapse, database);
            const more = { resolved, jobs: hasOneSession ? 1 : jobs, database, log, signal };
            return await withSourceSessions(synapse, more, (sources) => {
              const others = { jobs: sources.length, database: { settings: {} }, service: 'MAS', log, signal } as const;
              return withSourceSessions(mas, { resolved: databases.mas, ...others }, (targets) =>
                inWatch(() => use(paired(sources, targets))),
              );
            });
          }),
        );
      } finally {
        disarm();
      }
    }),
  );
}

/** The first of each is always there. */
function paired(
  [synapse, ...sources]: readonly [Client, ...Client[]],
  [mas, ...targets]: readonly [Client, ...Client[]],
): ComparisonSessions {
  const others = targets.flatMap((target, index) => {
    const source = sources[index];
    return source ? [{ synapse: source, mas: target }] : [];
  });
  return [{ synapse, mas }, ...others];
}

/** Whether it waits for a lock: so do then the others. Rows are counted where they are compared. */
function watched(database: DatabaseName, resolved: ResolvedConnection, client: Client): WatchedSession {
  return { database, resolved, client, countsRows: false };
}
