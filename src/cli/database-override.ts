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
