import type { Log } from '../support/log.ts';
import { askForProbe } from './ask-for-probe.ts';
import type { Network } from './network.ts';
import { pause } from './pause.ts';
import { NotAsked, type Probe, ProbeFailed } from './probe.ts';
import type { ProbeOutcome } from './probe-outcome.ts';

/** With what probes are run. */
export interface ProbeContext {
  readonly network: Network;
  /** By performance.now(): until then, a probe that fails as it would with a service that is starting is run again. */
  readonly deadline: number;
  /** Ids of probes that are left out. */
  readonly skip: readonly string[];
  readonly signal: AbortSignal;
  readonly log: Log;
}

/**
 * What a probe found. It is run again less and less often.
 * @throws PlanError INTERRUPTED
 */
export async function runProbe(probe: Probe, context: ProbeContext): Promise<ProbeOutcome> {
  const { id, title, run } = probe;
  if (context.skip.includes(id)) return { id, title, outcome: 'not-asked', detail: 'It was left out (--skip).' };
  for (let wait = 250; ; wait = Math.min(wait * 2, 5_000)) {
    try {
      return { id, title, outcome: 'passed', detail: await run((question) => askForProbe(question, context)) };
    } catch (error) {
      if (error instanceof NotAsked) return { id, title, outcome: 'not-asked', detail: error.message };
      if (!(error instanceof ProbeFailed)) throw error;
      const { problem, mayPass } = error;
      if (!mayPass || performance.now() + wait > context.deadline)
        return { id, title, outcome: 'failed', detail: problem.message, problem };
      if (wait === 250) context.log.info(`${id}: ${problem.message} Waiting …`);
    }
    await pause(wait, context.signal);
  }
}
