import type { SynapseDatabase } from '../config/synapse-config.ts';
import { planError } from '../support/errors.ts';
import type { ConnectionSettings } from '../support/postgres/connection-settings.ts';
import { parsePostgresUri } from '../support/postgres/parse-uri.ts';

/** What --synapse-database-uri and --mas-database-uri say, in the form in which the readers of the configuration take it. */
export function databaseOverride(
  uri: string | undefined,
  option: string,
): { readonly databaseOverride?: ConnectionSettings } {
  if (uri === undefined) return {};
  return { databaseOverride: { parameters: parsePostgresUri(uri, option), from: [option] } };
}

/** The same of Synapse: `sqlite:///var/lib/matrix-synapse/homeserver.db` names a file by its absolute path. */
export function synapseDatabaseOverride(uri: string | undefined): { readonly databaseOverride?: SynapseDatabase } {
  const option = '--synapse-database-uri';
  if (uri?.startsWith('sqlite:')) {
    const path = /^sqlite:\/\/(\/[^?#]+)$/.exec(uri)?.[1];
    if (path === undefined || !isDecodable(path)) {
      throw planError('DATABASE_SETTINGS', `${option}: a file of SQLite is named as sqlite:///ABSOLUTE/PATH`);
    }
    return { databaseOverride: { engine: 'sqlite3', file: decodeURIComponent(path), from: option } };
  }
  const { databaseOverride: settings } = databaseOverride(uri, option);
  return settings ? { databaseOverride: { engine: 'psycopg2', settings } } : {};
}

function isDecodable(text: string): boolean {
  try {
    return !decodeURIComponent(text).includes('\0');
  } catch {
    return false;
  }
}
