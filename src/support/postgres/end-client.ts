import type { Client } from 'pg';

/** Ends a session. A server that does not take leave within a few seconds is hung up on: it may have vanished. */
export async function endClient(client: Client): Promise<void> {
  const timer = setTimeout(() => client.connection.stream.destroy(), patienceMs);
  try {
    await client.end();
  } finally {
    clearTimeout(timer);
  }
}

const patienceMs = 5_000;
