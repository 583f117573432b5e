import type { Plan } from '../plan/types.gen.ts';
import type { Log } from '../support/log.ts';
import type { Secret } from '../support/secret.ts';
import type { Network } from './network.ts';
import type { Probe } from './probe.ts';
import type { ProbeOutcome } from './probe-outcome.ts';
import { probeMas } from './probes/probe-mas.ts';
import { probeRoutes } from './probes/probe-routes.ts';
import { probeSecret } from './probes/probe-secret.ts';
import { probeSynapse } from './probes/probe-synapse.ts';
import { probeWellKnown } from './probes/probe-well-known.ts';
import { runProbe } from './run-probe.ts';

export interface ProbeRequest {
  readonly plan: Pick<Plan, 'source' | 'live'>;
  readonly network: Network;
  /** How long, in milliseconds, services may take to start. */
  readonly waitMs: number;
  /** The secret that both services share, as MAS reads it; absent where nobody here can know it. */
  readonly readSharedSecret?: () => Secret;
  /** Ids of probes that are left out. */
  readonly skip?: readonly string[];
  readonly signal: AbortSignal;
  readonly log: Log;
}

/**
 * Asks both services, as clients and as each other, whether they do what the plan meant. Harmless: nothing is created or changed.
 * @returns the outcomes of all probes, in a fixed order, whatever failed
 * @throws PlanError INTERRUPTED
 */
export async function probeServices(request: ProbeRequest): Promise<readonly ProbeOutcome[]> {
  const { network, waitMs, signal, log, skip = [] } = request;
  const context = { network, signal, log, skip, deadline: performance.now() + waitMs };
  return await Promise.all(serviceProbes(request).map((probe) => runProbe(probe, context)));
}

/** All probes that need nobody's session. */
export function serviceProbes({
  plan,
  readSharedSecret,
}: Pick<ProbeRequest, 'plan' | 'readSharedSecret'>): readonly Probe[] {
  return [
    ...probeMas(plan),
    ...probeSynapse(plan),
    ...probeWellKnown(plan),
    ...probeRoutes(plan),
    ...probeSecret(plan, readSharedSecret),
  ];
}
