import type { Plan } from '../plan/types.gen.ts';
import { findListening } from '../probe/find-listeners.ts';
import type { Problem } from '../support/errors.ts';
import type { ApplyRequest } from './apply-request.ts';
import { findConnectedServices } from './connected-services.ts';
import type { Recorder } from './recorder.ts';
import type { RunSides } from './run-source.ts';

/**
 * What shows that a service runs which must be stopped: SERVICE_CONNECTED for each session on its database, SERVICE_LISTENING for each
 * listener of Synapse that answers. A Synapse that has not come to its database yet is found by the second. A service is not in the way
 * of a rehearsal on a copy of its database.
 * @throws PlanError INTERRUPTED
 */
export async function findRunningServices(
  plan: Plan,
  { source, mas }: RunSides,
  {
    signal,
    rehearse = false,
    named = [],
    recorder,
  }: Partial<Pick<ApplyRequest, 'rehearse' | 'named'>> & {
    readonly signal: AbortSignal;
    readonly recorder?: Pick<Recorder, 'databases'>;
  },
): Promise<readonly Problem[]> {
  const isCopy = { synapse: recorder?.databases.synapse?.copy, mas: recorder?.databases.mas?.copy };
  // A copy of the whole cluster cannot be told from it; but then nobody is connected to it.
  const mayBeCopy = rehearse && named.includes('synapse');
  const found = await Promise.all([
    isCopy.synapse ? [] : source.findConnected(),
    isCopy.mas ? [] : findConnectedServices(mas, 'mas', plan.target.connection.user),
    mayBeCopy ? [] : findListening(plan, signal),
  ]);
  return found.flat();
}
