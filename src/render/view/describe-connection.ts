import type { Connection } from '../../plan/types.gen.ts';

/** `database mas as user mas on localhost, port 5432 (sslmode prefer)`: the host may be the folder of a socket. */
export function describeConnection({ host, port, database, user, sslmode }: Connection): string {
  return `database ${database} as user ${user} on ${host}, port ${port} (sslmode ${sslmode})`;
}
