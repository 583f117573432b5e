import { planError } from '../support/errors.ts';
import type { Log } from '../support/log.ts';
import { type Answer, ask, type Question } from './ask.ts';
import { type AskFailure, describeFailure } from './describe-failure.ts';
import type { Network } from './network.ts';
import { pause } from './pause.ts';
import { type Probe, ProbeFailed } from './probe.ts';
import type { ProbeOutcome } from './probe-services.ts';

/** With what probes are run. */
export interface ProbeContext {
  readonly network: Network;
  /** By performance.now(): until then, what may be a service that is starting is asked again. */
  readonly deadline: number;
  readonly signal: AbortSignal;
  readonly log: Log;
}

/**
 * What a probe found.
 * @throws PlanError INTERRUPTED
 */
export async function runProbe({ id, title, run }: Probe, context: ProbeContext): Promise<ProbeOutcome> {
  try {
    return { id, title, outcome: 'passed', detail: await run((question) => askPatiently(question, context)) };
  } catch (error) {
    if (!(error instanceof ProbeFailed)) throw error;
    return { id, title, outcome: 'failed', detail: error.problem.message, problem: error.problem };
  }
}

/** Less and less often. */
async function askPatiently(question: Question, context: ProbeContext): Promise<Answer> {
  for (let wait = 250; ; wait = Math.min(wait * 2, 5_000)) {
    const found = await tryToAsk(question, context);
    const mayPass = 'failure' in found ? found.failure.mayPass : isStarting(found.answer);
    const isLate = performance.now() + wait > context.deadline;
    if ('answer' in found && (!mayPass || isLate)) return found.answer;
    if ('failure' in found && (!mayPass || isLate)) throw unreachable(question.url, found.failure);
    context.log.info(`Waiting for ${new URL(question.url).origin} …`);
    await pause(wait, context.signal);
  }
}

async function tryToAsk(
  question: Question,
  { network, signal }: ProbeContext,
): Promise<{ readonly answer: Answer } | { readonly failure: AskFailure }> {
  try {
    return { answer: await ask(question, network, signal) };
  } catch (error) {
    if (signal.aborted) throw planError('INTERRUPTED', 'Interrupted; nothing was changed.', {}, error);
    return { failure: describeFailure(error) };
  }
}

/** What a reverse proxy says of a service that does not answer it. */
function isStarting({ status }: Answer): boolean {
  return status === 502 || status === 503 || status === 504;
}

function unreachable(url: string, { code, what, remedy }: AskFailure): ProbeFailed {
  const message = `${new URL(url).origin}: ${what}.`;
  return new ProbeFailed({ code, message, place: { url }, ...(remedy === undefined ? {} : { remedy }) });
}
