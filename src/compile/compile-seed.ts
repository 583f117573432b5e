import type { DatabaseIdentity } from '../inspect/identity.ts';
import { sha256 } from '../support/digest.ts';

/**
 * The seed of a plan, 32 hexadecimal digits: the same for the same server, databases and configuration files. As these
 * files hold secrets, no user of the homeserver can know it while choosing a name.
 */
export function compileSeed(facts: {
  readonly serverName: string;
  readonly databases: readonly DatabaseIdentity[];
  readonly configDigests: readonly string[];
}): string {
  const databases = facts.databases.map(({ systemIdentifier, oid }) => [systemIdentifier, oid]);
  return sha256(JSON.stringify([facts.serverName, databases, facts.configDigests])).slice(
    'sha256:'.length,
    'sha256:'.length + 32,
  );
}
