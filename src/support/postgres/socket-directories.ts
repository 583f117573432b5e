/** Where servers put their socket: as Debian and Red Hat build PostgreSQL, then as its own sources do. */
export const socketDirectories: readonly string[] = ['/var/run/postgresql', '/run/postgresql', '/tmp'];

/** The name of the socket of a port in a directory. */
export function socketPath(directory: string, port: number): string {
  return `${directory.replace(/\/$/, '')}/.s.PGSQL.${port}`;
}
