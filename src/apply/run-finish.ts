import type { Plan } from '../plan/types.gen.ts';
import { findSilentServices } from '../probe/find-silent.ts';
import { usualNetwork } from '../probe/network.ts';
import { probeServices } from '../probe/probe-services.ts';
import { PlanError, throwProblems } from '../support/errors.ts';
import type { ApplyRequest } from './apply-request.ts';
import type { Recorder } from './recorder.ts';

type FinishRequest = Pick<ApplyRequest, 'phase' | 'probing' | 'readSharedSecret' | 'log' | 'signal'> & {
  readonly recorder: Recorder;
};

/**
 * The phase finish: it starts nothing, and asks both services whether they do what the plan meant. Where it was not asked for and a
 * service does not answer yet, it is left for later: that is no failure of what was done before.
 * @throws PlanError with the codes LIVE_… of all probes that failed; INTERRUPTED
 */
export async function runFinish(plan: Plan, request: FinishRequest): Promise<void> {
  const { phase, probing = usual, recorder, log, signal } = request;
  const missing = phase === 'finish' ? [] : await findMissing(plan, request);
  if (missing.length > 0) {
    recorder.stoppedBefore = { phase: 'finish', missing };
    log.info(`Stopped before the phase finish. ${missing.join(' ')}`);
    return;
  }
  log.info('Asking both services whether they do what the plan meant …');
  const { readSharedSecret } = request;
  const outcomes = await probeServices({
    ...probing,
    plan,
    waitMs: phase === 'finish' ? probing.waitMs : 0,
    ...(readSharedSecret && { readSharedSecret: () => readSharedSecret(plan.live.mas.sharedSecret) }),
    signal,
    log,
  });
  recorder.probes = outcomes.map(({ id, outcome, detail }) => ({ id, outcome, detail }));
  throwProblems(outcomes.flatMap(({ problem }) => problem ?? []));
}

/** After a commit nobody is told that all was rolled back, only because they did not want to wait for an answer. */
async function findMissing(plan: Plan, { probing = usual, signal }: FinishRequest): Promise<readonly string[]> {
  try {
    return (await findSilentServices(plan, probing.network, signal)).map(({ why }) => why);
  } catch (error) {
    if (error instanceof PlanError) return ['Interrupted before the services were asked.'];
    throw error;
  }
}

const usual = { network: usualNetwork, waitMs: 30_000 };
