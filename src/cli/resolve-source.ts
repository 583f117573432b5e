import { locateFile, type PathMapping } from '../config/locate-file.ts';
import type { SynapseConfig } from '../config/synapse-config.ts';
import type { ConnectionSurroundings } from '../support/postgres/connection-surroundings.ts';
import { type ResolvedConnection, resolveConnection } from '../support/postgres/resolve-connection.ts';
import type { SqliteLocation } from '../support/sqlite/sqlite-location.ts';

/** Where Synapse's database is for this program: on a server, or a file, which in a container lies elsewhere. */
export function resolveSource(
  { database }: Pick<SynapseConfig, 'database'>,
  where: {
    readonly cwd: string;
    readonly mappings: readonly PathMapping[];
    readonly surroundings: ConnectionSurroundings;
  },
): ResolvedConnection | SqliteLocation {
  if (database.engine === 'psycopg2') return resolveConnection(database.settings, where.surroundings);
  const { file, from, place } = database;
  const { cwd, mappings } = where;
  const path = locateFile(file, { cwd, mappings, ...(place.file === undefined ? {} : { namedIn: place.file }) });
  return { engine: 'sqlite3', path, from: [from] };
}
