import type { ClientBase } from 'pg';
import { readIdentity } from '../inspect/identity.ts';
import type { DatabaseName, Plan } from '../plan/types.gen.ts';
import type { Problem } from '../support/errors.ts';

/** Whether the session is on the database that was planned for: by cluster and oid, whatever its name and address. */
export async function findIdentityProblems(
  client: ClientBase,
  service: DatabaseName,
  plan: Pick<Plan, 'source' | 'target'>,
): Promise<readonly Problem[]> {
  const planned = (service === 'synapse' ? plan.source : plan.target).database;
  const found = await readIdentity(client);
  if (found.systemIdentifier === planned.systemIdentifier && found.oid === planned.oid) return [];
  const describe = ({ name, oid, systemIdentifier }: typeof planned | typeof found): string =>
    `${name} (oid ${oid}) of cluster ${systemIdentifier}`;
  return [
    {
      code: service === 'synapse' ? 'STALE_SOURCE' : 'STALE_TARGET',
      message: `Another database: planned ${describe(planned)}, found ${describe(found)}.`,
      place: { database: service },
      remedy: 'Give the database that the plan was made for, or plan again.',
    },
  ];
}
