import assert from 'node:assert/strict';
import type { RunDatabases } from '../../src/apply/run-databases.ts';
import type { ResolvedConnection } from '../../src/support/postgres/resolve-connection.ts';

/** Synapse's side of an example whose database is on a server. */
export function onServer(side: RunDatabases['synapse']): ResolvedConnection {
  assert.ok(!('engine' in side));
  return side;
}
