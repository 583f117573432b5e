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

/** The other way round: what names this server. */
export function environmentFor({ host, port, user, password }: Server): Readonly<Record<string, string>> {
  return { TEST_PGHOST: host, TEST_PGPORT: String(port), TEST_PGUSER: user, TEST_PGPASSWORD: password };
}

/** Makes it the server of all tests of this process, which is that of one test file. */
export function useServer(server: Server): void {
  Object.assign(process.env, environmentFor(server));
}

/** For a server that tests start: many small databases at once, no background work between a test and its template. */
export const testFlags: readonly string[] = ['-c', 'max_connections=200', '-c', 'autovacuum=off'];
