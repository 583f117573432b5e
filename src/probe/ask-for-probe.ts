import { planError } from '../support/errors.ts';
import { type Answer, ask, type Question } from './ask.ts';
import { describeFailure } from './describe-failure.ts';
import type { Network } from './network.ts';
import { ProbeFailed } from './probe.ts';

/**
 * Asks once.
 * @throws ProbeFailed LIVE_UNREACHABLE or LIVE_TLS where no answer comes, or a proxy answers for a service that does not;
 *   PlanError INTERRUPTED
 */
export async function askForProbe(
  question: Question,
  { network, signal }: { readonly network: Network; readonly signal: AbortSignal },
): Promise<Answer> {
  const { url } = question;
  const { origin } = new URL(url);
  let answer: Answer;
  try {
    answer = await ask(question, network, signal);
  } catch (error) {
    if (signal.aborted) throw planError('INTERRUPTED', 'Interrupted; nothing was changed.', {}, error);
    const { code, what, remedy, mayPass } = describeFailure(error);
    const problem = { code, message: `${origin}: ${what}.`, place: { url } };
    throw new ProbeFailed(remedy === undefined ? problem : { ...problem, remedy }, { mayPass, cause: error });
  }
  if (!isForAnother(answer)) return answer;
  const message = `${origin}: a proxy says that the service behind it does not answer (status ${answer.status}).`;
  throw new ProbeFailed(
    {
      code: 'LIVE_UNREACHABLE',
      message,
      place: { url },
      remedy: 'Start the service, and see in the log of the proxy where it looks for it.',
    },
    { mayPass: true },
  );
}

/** What both services say themselves is JSON with an errcode. */
function isForAnother({ status, json }: Answer): boolean {
  return [502, 503, 504].includes(status) && json === undefined;
}
