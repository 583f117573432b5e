/**
 * How long a transaction waits for tables that somebody holds, as SQL around LOCK TABLE; that of a plan stands in its template.
 *
 * Not NOWAIT: PostgreSQL ends an autovacuum for somebody who has waited for deadlock_timeout (a second), never for NOWAIT. lock_timeout
 * counts anew for every table, and an autovacuum that was ended goes on with the next one: statement_timeout bounds all of it.
 */
export const lockWait = {
  before: `SET LOCAL lock_timeout = '3s'; SET LOCAL statement_timeout = '15s'`,
  /** What follows may take its time. */
  after: 'SET LOCAL statement_timeout = 0',
} as const;
