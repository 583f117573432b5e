import type { Plan } from '../plan/types.gen.ts';
import { type Problem, planError } from '../support/errors.ts';
import { answersAsSynapse } from './answers-as-synapse.ts';
import { AskTimeout, ask } from './ask.ts';
import { describeFailure } from './describe-failure.ts';
import { type ListenerUrl, listenerUrls } from './listener-urls.ts';
import { type Network, usualNetwork } from './network.ts';

/**
 * A problem SERVICE_LISTENING for each listener of Synapse in the plan where Synapse answers still, or somebody takes connections and
 * says nothing, so that nobody can tell. An address that cannot be reached from here (of another machine or a container) passes. What answers as something else (a page that tells of the maintenance) is no problem.
 * @throws PlanError INTERRUPTED
 */
export async function findListening(
  plan: Pick<Plan, 'live'>,
  signal: AbortSignal,
  network: Network = { ...usualNetwork, timeoutMs: 5_000 },
): Promise<readonly Problem[]> {
  const urls = plan.live.synapse.listeners.flatMap(listenerUrls);
  const problems = await Promise.all(urls.map((url) => askListener(url, network, signal)));
  if (signal.aborted) throw planError('INTERRUPTED', 'Interrupted; nothing was changed.');
  return problems.flat();
}

async function askListener(listener: ListenerUrl, network: Network, signal: AbortSignal): Promise<readonly Problem[]> {
  const { url, socket } = listener;
  const where = socket ?? new URL(url).host;
  // Every listener that speaks HTTP has this resource (synapse/app/homeserver.py).
  const question = { url: `${url}health`, anyCertificate: true, ...(socket === undefined ? {} : { socket }) };
  try {
    const answer = await ask(question, network, signal);
    return answersAsSynapse(answer) ? [listening(url, `Synapse answers at ${where}.`)] : [];
  } catch (error) {
    if (signal.aborted || isNobody(error) || isOther(error)) return [];
    const { what } = describeFailure(error);
    return [listening(url, `Somebody listens at ${where}, but ${what}, so it may be Synapse.`)];
  }
}

function listening(url: string, message: string): Problem {
  return {
    code: 'SERVICE_LISTENING',
    message,
    place: { url },
    remedy: 'Stop Synapse with all its workers, and whatever starts it again by itself; then run the command again.',
  };
}

/** There is no such name, address, way or socket, or nobody listens. */
function isNobody(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.every(isNobody);
  if (error instanceof AskTimeout) return !error.isConnected;
  return error instanceof Error && 'code' in error && nobody.includes(String(error.code));
}

/** What speaks another protocol is not the listener of the plan. */
function isOther(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return code.startsWith('HPE_') || describeFailure(error).code === 'LIVE_TLS';
}

const nobody = [
  ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'ENOENT', 'ENOTSOCK', 'EINVAL'],
  ...['EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN', 'EADDRNOTAVAIL', 'EAFNOSUPPORT'],
];
