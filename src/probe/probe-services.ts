import type { Plan } from '../plan/types.gen.ts';
import type { Problem } from '../support/errors.ts';
import type { Log } from '../support/log.ts';
import type { Network } from './network.ts';
import { probeMas } from './probes/probe-mas.ts';
import { probeSynapse } from './probes/probe-synapse.ts';
import { runProbe } from './run-probe.ts';

/** What one question to the running services gave. */
export interface ProbeOutcome {
  /** Stable, for example `synapse/versions`. */
  readonly id: string;
  readonly title: string;
  readonly outcome: 'passed' | 'failed' | 'not-asked';
  /** What was found, or why it was not asked. */
  readonly detail: string;
  /** Of one that failed. */
  readonly problem?: Problem;
}

export interface ProbeRequest {
  readonly plan: Pick<Plan, 'source' | 'live'>;
  readonly network: Network;
  /** How long, in milliseconds, services may take to start. */
  readonly waitMs: number;
  readonly signal: AbortSignal;
  readonly log: Log;
}

/**
 * Asks both services, as clients and as each other, whether they do what the plan meant. Harmless: nothing is created or changed.
 * @returns the outcomes of all probes, in a fixed order, whatever failed
 * @throws PlanError INTERRUPTED
 */
export async function probeServices({
  plan,
  network,
  waitMs,
  signal,
  log,
}: ProbeRequest): Promise<readonly ProbeOutcome[]> {
  const context = { network, signal, log, deadline: performance.now() + waitMs };
  const probes = [...probeMas(plan), ...probeSynapse(plan)];
  return await Promise.all(probes.map((probe) => runProbe(probe, context)));
}
