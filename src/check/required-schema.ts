import type { CatalogTable } from '../inspect/catalog.ts';
import type { DatabaseFacts } from '../inspect/facts.ts';
import type { Problem } from '../support/errors.ts';

/** The tables and columns of Synapse without which nothing can be compiled. */
export const sourceSchema: Readonly<Record<string, readonly string[]>> = {
  users: ['name', 'password_hash', 'creation_ts', 'admin', 'is_guest', 'appservice_id', 'deactivated'],
  user_threepids: ['user_id', 'medium', 'address', 'validated_at', 'added_at'],
  user_external_ids: ['auth_provider', 'external_id', 'user_id'],
  devices: ['user_id', 'device_id', 'display_name', 'last_seen', 'ip', 'user_agent', 'hidden'],
  access_tokens: [
    'id',
    'user_id',
    'device_id',
    'token',
    'valid_until_ms',
    'puppets_user_id',
    'last_validated',
    'refresh_token_id',
    'used',
  ],
  refresh_tokens: ['id', 'user_id', 'device_id', 'token', 'next_token_id'],
  registration_tokens: ['token', 'uses_allowed', 'completed', 'expiry_time'],
};

/** Tables that a Synapse from before 1.42 does not have: it knew no registration tokens. */
const laterTables: ReadonlySet<string> = new Set(['registration_tokens']);

/** What else is asked of Synapse, where this role may read it: nothing of it is copied. */
export const optionalSourceTables: readonly string[] = ['e2e_device_keys_json'];

/** The tables of MAS that every version has, with the columns without which a row means nothing. */
const targetSchema: Readonly<Record<string, readonly string[]>> = {
  users: ['user_id', 'username', 'created_at', 'locked_at'],
  user_passwords: ['user_password_id', 'user_id', 'hashed_password', 'version'],
  user_emails: ['user_email_id', 'user_id', 'email'],
  upstream_oauth_providers: ['upstream_oauth_provider_id'],
  upstream_oauth_links: ['upstream_oauth_link_id', 'upstream_oauth_provider_id', 'user_id', 'subject'],
  compat_sessions: ['compat_session_id', 'user_id', 'device_id'],
  compat_access_tokens: ['compat_access_token_id', 'compat_session_id', 'access_token', 'expires_at'],
  compat_refresh_tokens: ['compat_refresh_token_id', 'compat_session_id', 'compat_access_token_id', 'refresh_token'],
};

/**
 * What makes it impossible to ask further: a database that is not Synapse's, one that is not MAS's, or one and the same for
 * both, by cluster and oid, whatever it is called.
 */
export function findSchemaProblems(source: DatabaseFacts, target: DatabaseFacts): readonly Problem[] {
  const isSame =
    source.identity.systemIdentifier === target.identity.systemIdentifier &&
    source.identity.oid === target.identity.oid;
  const same: Problem = {
    code: 'DATABASE_SAME',
    message: `both configurations name one and the same database: ${describe(source)} and ${describe(target)}`,
  };
  const missing = missingIn(source.tables, sourceSchema);
  const notSynapse: Problem = {
    code: 'DATABASE_NOT_SYNAPSE',
    message: `${describe(source)} is not a database of Synapse that can be read: it lacks ${missing.join(', ')}`,
    place: { database: 'synapse' },
  };
  const absent = missingIn(target.tables, targetSchema);
  const noMigrations = target.schemaVersion === undefined ? ['a migration in _sqlx_migrations'] : [];
  const notMas: Problem = {
    code: 'DATABASE_NOT_MAS',
    message: `${describe(target)} does not hold the schema of MAS: it lacks ${[...absent, ...noMigrations].join(', ')}`,
    place: { database: 'mas' },
  };
  return [
    ...(isSame ? [same] : []),
    ...(missing.length > 0 ? [notSynapse] : []),
    ...(absent.length + noMigrations.length > 0 ? [notMas] : []),
  ];
}

function describe({ connection, identity }: DatabaseFacts): string {
  return 'engine' in connection ? connection.path : `${identity.name} on ${connection.host}:${connection.port}`;
}

function missingIn(
  tables: readonly CatalogTable[],
  wanted: Readonly<Record<string, readonly string[]>>,
): readonly string[] {
  return Object.entries(wanted).flatMap(([name, columns]) => {
    const table = tables.find((candidate) => candidate.name === name);
    if (!table) return laterTables.has(name) ? [] : [`table ${name}`];
    return columns
      .filter((column) => !table.columns.some((other) => other.name === column))
      .map((column) => `column ${name}.${column}`);
  });
}
