import type { ClientBase } from 'pg';
import { readIdentity } from '../inspect/identity.ts';
import { readSchemaVersion } from '../inspect/schema-version.ts';
import type { DatabaseName } from '../plan/types.gen.ts';
import type { Recorder } from './recorder.ts';

/** Notes down for the receipt which database this is, of which version of PostgreSQL, with which schema. */
export async function noteDatabase(
  client: ClientBase,
  service: DatabaseName,
  recorder: Recorder,
  isCopy = false,
): Promise<void> {
  const { name, systemIdentifier, oid, serverVersion } = await readIdentity(client);
  const schemaVersion = (await readSchemaVersion(client, service)) ?? '';
  recorder.databases[service] = {
    ...{ name, systemIdentifier, oid, serverVersion, schemaVersion },
    ...(isCopy && { copy: true }),
  };
}
