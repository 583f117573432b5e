import { createHash } from 'node:crypto';
import type { Client } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { Receipt } from '../apply/receipt.ts';
import { quoteIdentifier } from '../support/sql-text.ts';

/**
 * Counts the rows of tables, in the running transaction, and gives a digest of them as PostgreSQL's binary COPY has them in the order in
 * which they lie: a dump that was made before can be held against it. Empty tables are left out; no row is held.
 */
export async function digestTables(
  client: Client,
  tables: readonly string[],
): Promise<NonNullable<Receipt['discarded']>> {
  // A scan may else begin where another one was.
  await client.query('SET LOCAL synchronize_seqscans = off');
  const found: NonNullable<Receipt['discarded']>[number][] = [];
  for (const table of tables) {
    const output = client.query(copyTo(`COPY ${quoteIdentifier(table)} TO STDOUT (FORMAT binary)`));
    const hash = createHash('sha256');
    for await (const chunk of output) hash.update(chunk as Buffer);
    if (output.rowCount > 0) found.push({ table, rows: output.rowCount, rowsDigest: `sha256:${hash.digest('hex')}` });
  }
  return found;
}
