import { type Client, DatabaseError } from 'pg';

/**
 * Whether a pooler gives this session another server session for each transaction, so that neither its settings nor its locks last.
 * A second session begins a transaction: where it gets the server session that the first one used, or the first one is moved to
 * another meanwhile, there is such a pool. Where the pool is so full that the second waits, the first has kept its own.
 * @param pid pg_backend_pid() of the first, which has no transaction open
 * @param open makes a second session with the same settings
 */
export async function isTransactionPool(client: Client, pid: number, open: () => Promise<Client>): Promise<boolean> {
  const second = await open().catch(() => undefined);
  if (!second) return false;
  try {
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const taken = await begin(second);
      if (taken === 'waits') return false;
      if (taken === 'refused' || taken === pid || (await backendOf(client)) !== pid) return true;
      await second.query('ROLLBACK');
    }
    return false;
  } finally {
    second.connection.stream.destroy();
  }
}

/** `refused`: a pool in statement mode takes no BEGIN. */
async function begin(client: Client): Promise<number | 'refused' | 'waits'> {
  try {
    await client.query(quick('BEGIN READ ONLY'));
    return (await backendOf(client)) ?? 'waits';
  } catch (error) {
    return error instanceof DatabaseError ? 'refused' : 'waits';
  }
}

/** Undefined where no session of the server is free within a few seconds. */
async function backendOf(client: Client): Promise<number | undefined> {
  const asked = await client
    .query<{ pid: number }>(quick('SELECT pg_catalog.pg_backend_pid() AS pid'))
    .catch(() => undefined);
  return asked?.rows[0]?.pid;
}

function quick(text: string): { readonly text: string; readonly query_timeout: number } {
  return { text, query_timeout: 3000 };
}
