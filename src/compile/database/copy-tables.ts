/** A table of MAS that rows are copied into. */
export interface CopyTable {
  readonly table: string;
  /** The columns that identify a row. */
  readonly key: readonly string[];
  /** The columns that templates/sql/copy/<table> computes, except source_user_id, in the order of the newest MAS. */
  readonly columns: readonly string[];
  /** The table of Synapse each row of which makes one row at most; absent where rows come from several. */
  readonly rowsOf?: string;
  /** Columns that hold one column of Synapse (`table.column`), and differ where that does; `always`: the SELECT never leaves it empty. */
  readonly madeOf: Readonly<Record<string, string>>;
  /** Columns of MAS that are never empty as the SELECT takes only rows that have what they are made of. */
  readonly filled?: readonly string[];
  /** Columns of MAS that are known and left at their default, each with why. */
  readonly left: Readonly<Record<string, string>>;
  readonly title: string;
  readonly reason: string;
}

/** In the order in which rows refer to each other. */
export const copyTables: readonly CopyTable[] = [
  {
    table: 'users',
    key: ['user_id'],
    columns: [
      'user_id',
      'username',
      'created_at',
      'locked_at',
      'deactivated_at',
      'can_request_admin',
      'is_guest',
      'primary_user_email_id',
    ],
    rowsOf: 'users',
    madeOf: { username: 'users.name', can_request_admin: 'users.admin', is_guest: 'users.is_guest' },
    // Only names that are user ids of this server.
    filled: ['username'],
    left: {},
    title: 'Users',
    reason:
      'Every user of this homeserver but those of application services. A deactivated or locked account stays so, since the day it was made: Synapse does not keep when that happened.',
  },
  {
    table: 'user_passwords',
    key: ['user_password_id'],
    columns: ['user_password_id', 'user_id', 'hashed_password', 'created_at', 'version'],
    rowsOf: 'users',
    madeOf: { hashed_password: 'always', version: 'always' },
    left: { upgraded_from_id: 'no password was upgraded yet' },
    title: 'Passwords',
    reason:
      'The bcrypt hashes as they are, as version 1: MAS checks them with its first scheme, so nobody needs a new password.',
  },
  {
    table: 'user_emails',
    key: ['user_email_id'],
    columns: ['user_email_id', 'user_id', 'email', 'created_at', 'confirmed_at'],
    rowsOf: 'user_threepids',
    madeOf: { email: 'user_threepids.address' },
    left: {},
    title: 'E-mail addresses',
    reason: 'The addresses by which users are found and can set a new password.',
  },
  {
    table: 'user_unsupported_third_party_ids',
    key: ['user_id', 'medium', 'address'],
    columns: ['user_id', 'medium', 'address', 'created_at'],
    rowsOf: 'user_threepids',
    madeOf: { medium: 'user_threepids.medium', address: 'user_threepids.address' },
    left: {},
    title: 'Phone numbers and other third-party ids',
    reason: 'MAS keeps them but does not use them.',
  },
  {
    table: 'upstream_oauth_links',
    key: ['upstream_oauth_link_id'],
    columns: ['upstream_oauth_link_id', 'upstream_oauth_provider_id', 'user_id', 'subject', 'created_at'],
    rowsOf: 'user_external_ids',
    madeOf: { upstream_oauth_provider_id: 'user_external_ids.auth_provider', subject: 'user_external_ids.external_id' },
    left: { human_account_name: 'Synapse does not know it' },
    title: 'Links to upstream providers',
    reason: 'Who logs in with a provider today finds the same account tomorrow.',
  },
  {
    table: 'compat_sessions',
    key: ['compat_session_id'],
    columns: [
      'compat_session_id',
      'user_id',
      'device_id',
      'human_name',
      'created_at',
      'is_synapse_admin',
      'last_active_at',
      'last_active_ip',
      'user_agent',
    ],
    madeOf: { is_synapse_admin: 'users.admin' },
    left: { finished_at: 'the sessions go on', user_session_id: 'no browser session of MAS stands behind them' },
    title: 'Sessions',
    reason:
      'One for each device of an active user, and one for each access token that has no device: nobody has to log in again.',
  },
  {
    table: 'compat_access_tokens',
    key: ['compat_access_token_id'],
    columns: ['compat_access_token_id', 'compat_session_id', 'access_token', 'created_at', 'expires_at'],
    rowsOf: 'access_tokens',
    madeOf: { access_token: 'access_tokens.token' },
    left: {},
    title: 'Access tokens',
    reason: 'The tokens that clients hold go on working.',
  },
  {
    table: 'compat_refresh_tokens',
    key: ['compat_refresh_token_id'],
    columns: ['compat_refresh_token_id', 'compat_session_id', 'compat_access_token_id', 'refresh_token', 'created_at'],
    rowsOf: 'refresh_tokens',
    madeOf: { refresh_token: 'refresh_tokens.token' },
    left: { consumed_at: 'only tokens that can still be used are carried over' },
    title: 'Refresh tokens',
    reason: 'Clients that refresh their tokens can do so once more with MAS.',
  },
  {
    table: 'user_registration_tokens',
    key: ['user_registration_token_id'],
    columns: ['user_registration_token_id', 'token', 'usage_limit', 'times_used', 'created_at', 'expires_at'],
    rowsOf: 'registration_tokens',
    madeOf: { token: 'registration_tokens.token', times_used: 'registration_tokens.completed' },
    left: { last_used_at: 'Synapse does not know it', revoked_at: 'none is revoked' },
    title: 'Registration tokens',
    reason: 'Invitations that were given out stay valid, with the uses that are left.',
  },
];
