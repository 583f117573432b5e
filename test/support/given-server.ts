import type { Server } from '../../src/cli/demo/embedded-cluster.ts';

/** The server that TEST_PGHOST, TEST_PGPORT, TEST_PGUSER and TEST_PGPASSWORD name, if they name one; the user is a superuser. */
export function givenServer(env: Readonly<Record<string, string | undefined>>): Server | undefined {
  if (!env.TEST_PGHOST) return undefined;
  return {
    host: env.TEST_PGHOST,
    port: Number(env.TEST_PGPORT ?? 5432),
    user: env.TEST_PGUSER ?? 'postgres',
    password: env.TEST_PGPASSWORD ?? '',
  };
}

/** For a server that tests start: many small databases at once, no background work between a test and its template. */
export const testFlags: readonly string[] = ['-c', 'max_connections=200', '-c', 'autovacuum=off'];
