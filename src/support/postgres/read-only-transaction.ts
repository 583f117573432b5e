import type { ClientBase } from 'pg';

/**
 * Runs `read` in one REPEATABLE READ, READ ONLY transaction: it sees one state of the database, and the server
 * refuses every write (SQLSTATE 25006). The first statement fixes the snapshot, after which nothing can turn the
 * transaction into one that writes. It ends before this returns, whatever happens.
 */
export async function withReadOnlySnapshot<C extends ClientBase, T>(
  client: C,
  read: (client: C) => Promise<T>,
): Promise<T> {
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY');
  try {
    const { rows } = await client.query<{ setting: string }>(
      "SELECT current_setting('transaction_read_only') AS setting",
    );
    if (rows[0]?.setting !== 'on') throw new Error('the server did not make the transaction READ ONLY');
    return await read(client);
  } finally {
    // There is nothing to commit. A connection that is already broken has no transaction to end, and what broke it
    // is the error to be seen.
    await client.query('ROLLBACK').catch(() => undefined);
  }
}
