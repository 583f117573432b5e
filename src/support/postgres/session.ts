import type { ClientBase } from 'pg';

/** What is known of a session once it is set up. */
export interface Session {
  /** server_version_num */
  readonly serverVersion: number;
  /** pg_backend_pid() */
  readonly pid: number;
  readonly inRecovery: boolean;
  readonly readOnly: boolean;
}

/**
 * Gives the session the settings on which everything else relies, whatever server, database, role and PGOPTIONS say.
 * One statement, so that a connection pooler such as PgBouncer keeps it together; settings that this server version
 * does not have are left out.
 */
export async function setUpSession(client: ClientBase): Promise<Session> {
  const { rows } = await client.query<{ version: string; pid: number; recovery: boolean; readonly: string }>(setUpSql);
  const row = rows[0];
  if (!row) throw new Error('the server knows none of the settings of a session');
  return {
    serverVersion: Number(row.version),
    pid: row.pid,
    inRecovery: row.recovery,
    readOnly: row.readonly === 'on',
  };
}

const sessionSettings = {
  // The text of values: what is copied and compared must not depend on the server's configuration.
  client_encoding: 'UTF8',
  TimeZone: 'UTC',
  DateStyle: 'ISO, YMD',
  IntervalStyle: 'postgres',
  extra_float_digits: '1',
  bytea_output: 'hex',
  standard_conforming_strings: 'on',
  quote_all_identifiers: 'off',
  // A long copy is no hung query. Waiting for a lock for ever would be one.
  statement_timeout: '0',
  transaction_timeout: '0',
  idle_in_transaction_session_timeout: '0',
  idle_session_timeout: '0',
  lock_timeout: '10s',
  // A row-level policy must be an error: it would hide rows, and the accounting would still agree.
  row_security: 'off',
  // Synapse's keys of two columns make PostgreSQL expect far too few rows; a nested loop over many is then its choice.
  enable_nestloop: 'off',
};

const values = Object.entries(sessionSettings)
  .map(([name, value]) => `('${name}', '${value}')`)
  .join(', ');
const setUpSql = `
  SELECT pg_catalog.set_config(s.name, v.value, false),
         pg_catalog.current_setting('server_version_num') AS version,
         pg_catalog.pg_backend_pid() AS pid,
         pg_catalog.pg_is_in_recovery() AS recovery,
         pg_catalog.current_setting('transaction_read_only') AS readonly
  FROM (VALUES ${values}) AS v (name, value)
  JOIN pg_catalog.pg_settings AS s ON s.name = v.name`;
