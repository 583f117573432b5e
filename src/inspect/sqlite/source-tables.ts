/** What a column becomes in PostgreSQL: the types that Synapse's schema for PostgreSQL uses. */
export type SourceType = 'text' | 'bigint' | 'integer' | 'smallint' | 'boolean';

/**
 * The tables and columns of Synapse that are read out of SQLite, nothing else, with the types that they have in Synapse's schema for
 * PostgreSQL: SQLite keeps a boolean as a number, and any value in any column. What this Synapse does not have is left out.
 */
export const sourceTables: Readonly<Record<string, Readonly<Record<string, SourceType>>>> = {
  users: {
    name: 'text',
    password_hash: 'text',
    creation_ts: 'bigint',
    admin: 'smallint',
    is_guest: 'smallint',
    appservice_id: 'text',
    deactivated: 'smallint',
    shadow_banned: 'boolean',
    locked: 'boolean',
    suspended: 'boolean',
  },
  user_threepids: { user_id: 'text', medium: 'text', address: 'text', validated_at: 'bigint', added_at: 'bigint' },
  user_external_ids: { auth_provider: 'text', external_id: 'text', user_id: 'text' },
  devices: {
    user_id: 'text',
    device_id: 'text',
    display_name: 'text',
    last_seen: 'bigint',
    ip: 'text',
    user_agent: 'text',
    hidden: 'boolean',
  },
  access_tokens: {
    id: 'bigint',
    user_id: 'text',
    device_id: 'text',
    token: 'text',
    valid_until_ms: 'bigint',
    puppets_user_id: 'text',
    last_validated: 'bigint',
    refresh_token_id: 'bigint',
    used: 'boolean',
  },
  refresh_tokens: { id: 'bigint', user_id: 'text', device_id: 'text', token: 'text', next_token_id: 'bigint' },
  registration_tokens: { token: 'text', uses_allowed: 'integer', completed: 'integer', expiry_time: 'bigint' },
  e2e_device_keys_json: { user_id: 'text', device_id: 'text' },
  erased_users: { user_id: 'text' },
  background_updates: { update_name: 'text' },
  schema_version: { version: 'integer' },
  applied_schema_deltas: { version: 'integer', file: 'text' },
};
