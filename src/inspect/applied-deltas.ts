import type { ClientBase } from 'pg';
import { readableTables } from './readable-tables.ts';
import { runQuery } from './run-query.ts';

/** The changes of its schema that Synapse noted, `92/08_room_ban_redactions.sql`; undefined where they cannot be read. */
export async function readAppliedDeltas(client: ClientBase): Promise<ReadonlySet<string> | undefined> {
  if ((await readableTables(client, ['applied_schema_deltas'])).length === 0) return undefined;
  const what = { message: 'reading the changes of the schema', database: 'synapse' } as const;
  const rows = await runQuery<{ file: string }>(client, 'SELECT file FROM applied_schema_deltas', what);
  return new Set(rows.map(({ file }) => file));
}
