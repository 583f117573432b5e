import type { Plan } from '../plan/types.gen.ts';
import { findListening } from '../probe/find-listeners.ts';
import type { Problem } from '../support/errors.ts';
import { findConnectedServices } from './connected-services.ts';
import type { RunClients } from './run-databases.ts';

/**
 * What shows that a service runs which must be stopped: SERVICE_CONNECTED for each session on its database, SERVICE_LISTENING for each
 * listener of Synapse that answers. A Synapse that has not come to its database yet is found by the second.
 * @throws PlanError INTERRUPTED
 */
export async function findRunningServices(
  plan: Plan,
  { synapse, mas }: RunClients,
  signal: AbortSignal,
): Promise<readonly Problem[]> {
  const found = await Promise.all([
    findConnectedServices(synapse, 'synapse', plan.source.connection.user),
    findConnectedServices(mas, 'mas', plan.target.connection.user),
    findListening(plan, signal),
  ]);
  return found.flat();
}
