import type { Secret } from '../secret.ts';

/**
 * What somebody said about a connection, as libpq keywords (host, port, dbname, user, password, sslmode …),
 * before the environment, the service file and libpq's defaults fill the gaps.
 */
export interface ConnectionSettings {
  readonly parameters: Readonly<Record<string, string | Secret>>;
  /** Who said it, for people: `/etc/matrix-synapse/homeserver.yaml:31 database.args`. */
  readonly from: readonly string[];
}
