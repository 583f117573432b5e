import type { ClientBase } from 'pg';

/** What a server says of one of its sessions. */
export interface ServerActivity {
  /** Of the COPY under way; only PostgreSQL 14 and newer count them. */
  readonly rows?: number;
  /** What it does, where it says more than that it works. */
  readonly activity?: string;
}

/**
 * Asks a server what a session of the same role does: how far it is with COPY, CREATE INDEX (which builds keys too) or ANALYZE, and for
 * whom it waits. It reads shared memory, no table, and waits for no lock.
 * https://www.postgresql.org/docs/current/progress-reporting.html
 * @param client in no transaction, on the same database
 */
export async function readServerActivity(
  client: ClientBase,
  pid: number,
  serverVersion: number,
): Promise<ServerActivity> {
  const hasCopy = serverVersion >= 140_000;
  const { rows } = await client.query<ActivityRow>(
    `SELECT ${hasCopy ? 'c.tuples_processed::float8' : 'NULL::float8'} AS copied,
            (SELECT string_agg(b.pid || coalesce(' (' || nullif(b.application_name, '') || ')', ''), ', ' ORDER BY b.pid)
               FROM pg_stat_activity AS b
              WHERE a.wait_event_type = 'Lock' AND b.pid = ANY (pg_blocking_pids(a.pid))) AS blockers,
            a.wait_event_type = 'Lock' AS waits,
            i.relid::regclass::text AS "indexTable", i.phase AS "indexPhase", i.blocks_total::float8 AS "blocksTotal",
            i.blocks_done::float8 AS "blocksDone", i.tuples_total::float8 AS "tuplesTotal", i.tuples_done::float8 AS "tuplesDone",
            n.relid::regclass::text AS "analyzeTable", n.phase AS "analyzePhase", n.sample_blks_total::float8 AS "sampleTotal",
            n.sample_blks_scanned::float8 AS "sampleDone"
       FROM pg_stat_activity AS a
       ${hasCopy ? 'LEFT JOIN pg_stat_progress_copy AS c ON c.pid = a.pid' : ''}
       LEFT JOIN pg_stat_progress_create_index AS i ON i.pid = a.pid
       LEFT JOIN pg_stat_progress_analyze AS n ON n.pid = a.pid
      WHERE a.pid = $1`,
    [pid],
  );
  const row = rows[0];
  const activity = row && describe(row);
  return {
    ...(row?.copied == null ? {} : { rows: row.copied }),
    ...(activity === undefined ? {} : { activity }),
  };
}

interface ActivityRow {
  readonly copied: number | null;
  readonly waits: boolean | null;
  readonly blockers: string | null;
  readonly indexTable: string | null;
  readonly indexPhase: string | null;
  readonly blocksTotal: number | null;
  readonly blocksDone: number | null;
  readonly tuplesTotal: number | null;
  readonly tuplesDone: number | null;
  readonly analyzeTable: string | null;
  readonly analyzePhase: string | null;
  readonly sampleTotal: number | null;
  readonly sampleDone: number | null;
}

function describe(row: ActivityRow): string | undefined {
  if (row.waits) return `waits for a lock that ${row.blockers ? `process ${row.blockers}` : 'somebody'} holds`;
  if (row.indexPhase !== null) {
    // The blocks of the table first, then its rows as they go into the index.
    const percent = percentOf(row.tuplesDone, row.tuplesTotal) ?? percentOf(row.blocksDone, row.blocksTotal);
    return sentence('index on', row.indexTable, row.indexPhase, percent);
  }
  if (row.analyzePhase !== null) {
    return sentence('statistics of', row.analyzeTable, row.analyzePhase, percentOf(row.sampleDone, row.sampleTotal));
  }
  return undefined;
}

function sentence(what: string, table: string | null, phase: string, percent: number | undefined): string {
  return `${what} ${table ?? 'a table'}: ${phase}${percent === undefined ? '' : `, ${percent} %`}`;
}

function percentOf(done: number | null, total: number | null): number | undefined {
  if (done === null || total === null || total <= 0) return undefined;
  return Math.min(100, Math.floor((done * 100) / total));
}
