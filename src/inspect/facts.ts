import type { ConnectionDescription } from '../support/postgres/resolve-connection.ts';
import type { SqliteLocation } from '../support/sqlite/sqlite-location.ts';
import type { CatalogTable } from './catalog.ts';
import type { DatabaseSetup } from './database-setup.ts';
import type { DatabaseIdentity } from './identity.ts';
import type { OptionalTable } from './optional-tables.ts';
import type { ServerSettings } from './read-server-settings.ts';
import type { RoleRights } from './role-rights.ts';
import type { Readability } from './table-readability.ts';

/** What is known of one database before any question about its rows; of MAS's, that it is on a server. */
export interface DatabaseFacts<Where = ConnectionDescription | SqliteLocation> {
  readonly connection: Where;
  readonly identity: DatabaseIdentity;
  /** Undefined where the database does not say. */
  readonly schemaVersion: string | undefined;
  /** Of Synapse: what `applied_schema_deltas` holds. Undefined where there is no such table or this role may not read it. */
  readonly appliedDeltas?: ReadonlySet<string> | undefined;
  /** Of Synapse. */
  readonly optional?: ReadonlyMap<OptionalTable, Readability>;
  /** Undefined where nobody asked. */
  readonly settings?: ServerSettings;
  /** Of PostgreSQL. */
  readonly setup?: DatabaseSetup;
  readonly rights?: RoleRights;
  readonly tables: readonly CatalogTable[];
}
