import type { ClientBase } from 'pg';
import { quoteIdentifier } from '../../src/support/sql-text.ts';

/** Columns of one row by the names that Synapse gives them. */
export type Row = Readonly<Record<string, string | number | boolean | null>>;

/**
 * Rows of a Synapse database, one call each; nothing is written before `insert`. A row that hangs on a user or a device belongs
 * to the one that was named last. Every call takes further columns, which replace the defaults.
 *
 *     await source(client, 'example.org')
 *       .user('alice', { admin: true }).device('PHONE').accessToken('syt_1').email('alice@example.org')
 *       .user('bob', { password_hash: null }).externalId('oidc-keycloak', 'b0b')
 *       .insert();
 */
export interface SynapseRows {
  /** A localpart, or a whole user id where it starts with `@`. `admin`, `is_guest` and `deactivated` may be given as booleans. */
  user(name: string, columns?: Row): SynapseRows;
  device(deviceId: string, columns?: Row): SynapseRows;
  /** Keys for encryption of the last device. */
  deviceKeys(): SynapseRows;
  /** Belongs to the last refresh token of the device too, if there is one: give `refresh_token_id: null` where it should not. */
  accessToken(token: string, columns?: Row): SynapseRows;
  /** `next` names the token that followed it; it may come later. */
  refreshToken(token: string, columns?: Row & { readonly next?: string }): SynapseRows;
  email(address: string, columns?: Row): SynapseRows;
  threepid(medium: string, address: string, columns?: Row): SynapseRows;
  externalId(authProvider: string, externalId: string, columns?: Row): SynapseRows;
  registrationToken(token: string, columns?: Row): SynapseRows;
  /** Any row as it is, for what the calls above would not make. */
  row(table: SynapseTable, columns: Row): SynapseRows;
  /** Writes everything so far and forgets it; ids go on counting. */
  insert(): Promise<void>;
}

/** The tables in an order that foreign keys allow. */
const tables = [
  'users',
  'devices',
  'refresh_tokens',
  'access_tokens',
  'user_threepids',
  'user_external_ids',
  'registration_tokens',
  'background_updates',
  'e2e_device_keys_json',
] as const;
export type SynapseTable = (typeof tables)[number];

/** When everything was made that does not say otherwise: 2020-09-13 12:26:40 UTC. */
export const creationSeconds = 1_600_000_000;
/** The bcrypt hash of nobody's password. */
export const passwordHash = '$2b$12$abcdefghijklmnopqrstuuabcdefghijklmnopqrstuvwxyz01234';

/** An empty set of rows for a server of this name. */
export function source(client: ClientBase, serverName: string): SynapseRows {
  const pending = new Map<SynapseTable, Row[]>();
  const refreshIds = new Map<string, number>();
  let accessId = 0;
  let userId: string | null = null;
  let deviceId: string | null = null;
  let refreshId: number | null = null;

  const add = (table: SynapseTable, row: Row): void => {
    pending.set(table, [...(pending.get(table) ?? []), row]);
  };
  const idOfRefreshToken = (token: string): number => {
    const id = refreshIds.get(token) ?? refreshIds.size + 1;
    refreshIds.set(token, id);
    return id;
  };

  const rows: SynapseRows = {
    user(name, columns = {}) {
      userId = name.startsWith('@') ? name : `@${name}:${serverName}`;
      deviceId = null;
      refreshId = null;
      add('users', smallints({ name: userId, password_hash: passwordHash, creation_ts: creationSeconds, ...columns }));
      return rows;
    },
    device(id, columns = {}) {
      deviceId = id;
      refreshId = null;
      add('devices', { user_id: userId, device_id: id, ...columns });
      return rows;
    },
    deviceKeys() {
      add('e2e_device_keys_json', { user_id: userId, device_id: deviceId, ts_added_ms: 1, key_json: '{}' });
      return rows;
    },
    accessToken(token, columns = {}) {
      accessId += 1;
      add('access_tokens', {
        id: accessId,
        user_id: userId,
        device_id: deviceId,
        token,
        refresh_token_id: refreshId,
        used: false,
        ...columns,
      });
      return rows;
    },
    refreshToken(token, { next, ...columns } = {}) {
      refreshId = idOfRefreshToken(token);
      const next_token_id = next === undefined ? null : idOfRefreshToken(next);
      // All columns, so that all rows go into one statement: they refer to each other.
      const ends = { expiry_ts: null, ultimate_session_expiry_ts: null };
      add('refresh_tokens', {
        id: refreshId,
        user_id: userId,
        device_id: deviceId,
        token,
        next_token_id,
        ...ends,
        ...columns,
      });
      return rows;
    },
    email: (address, columns) => rows.threepid('email', address, columns),
    threepid(medium, address, columns = {}) {
      const ms = creationSeconds * 1000;
      add('user_threepids', { user_id: userId, medium, address, validated_at: ms, added_at: ms, ...columns });
      return rows;
    },
    externalId(authProvider, externalId, columns = {}) {
      add('user_external_ids', { auth_provider: authProvider, external_id: externalId, user_id: userId, ...columns });
      return rows;
    },
    registrationToken(token, columns = {}) {
      add('registration_tokens', { token, pending: 0, completed: 0, ...columns });
      return rows;
    },
    row(table, columns) {
      add(table, columns);
      return rows;
    },
    async insert() {
      for (const table of tables) await insertRows(client, table, pending.get(table) ?? []);
      pending.clear();
    },
  };
  return rows;
}

/** Synapse keeps these booleans as 0 and 1. */
function smallints(row: Row): Row {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value === 'boolean' && ['admin', 'is_guest', 'deactivated'].includes(name) ? Number(value) : value,
    ]),
  );
}

/** One statement for rows that name the same columns, so that what nobody named gets its default. */
async function insertRows(client: ClientBase, table: SynapseTable, rows: readonly Row[]): Promise<void> {
  const alike = new Map<string, Row[]>();
  for (const row of rows) {
    const columns = Object.keys(row).sort().map(quoteIdentifier).join(', ');
    alike.set(columns, [...(alike.get(columns) ?? []), row]);
  }
  for (const [columns, group] of alike) {
    await client.query(
      `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM json_populate_recordset(NULL::${table}, $1)`,
      [JSON.stringify(group)],
    );
  }
}
