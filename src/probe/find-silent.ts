import type { DatabaseName, Plan } from '../plan/types.gen.ts';
import { planError } from '../support/errors.ts';
import { ask } from './ask.ts';
import { describeFailure } from './describe-failure.ts';
import type { Network } from './network.ts';
import { discoveryUrl } from './probes/mas-metadata.ts';

/** A service that does not answer. */
export interface SilentService {
  readonly service: DatabaseName;
  readonly why: string;
}

/**
 * Of both services, those that do not answer where clients look for them; what answers may be right or wrong. A reverse proxy
 * that has nobody behind it is no answer. Each is asked once.
 * @throws PlanError INTERRUPTED
 */
export async function findSilentServices(
  { live }: Pick<Plan, 'live'>,
  network: Network,
  signal: AbortSignal,
): Promise<readonly SilentService[]> {
  const found = await Promise.all([
    whySilent('mas', discoveryUrl(live.mas.issuer), network, signal),
    whySilent('synapse', `${live.synapse.publicBaseurl}_matrix/client/versions`, network, signal),
  ]);
  if (signal.aborted) throw planError('INTERRUPTED', 'Interrupted; nothing was changed.');
  return found.flat();
}

async function whySilent(
  service: DatabaseName,
  url: string,
  network: Network,
  signal: AbortSignal,
): Promise<readonly SilentService[]> {
  const name = service === 'mas' ? 'MAS' : 'Synapse';
  const silent = (what: string): readonly SilentService[] => [{ service, why: `${name} does not answer: ${what}.` }];
  try {
    const { status } = await ask({ url }, network, signal);
    return withoutUpstream.includes(status) ? silent(`${url} gives ${status}`) : [];
  } catch (error) {
    if (signal.aborted) return [];
    const { code, what } = describeFailure(error);
    // Somebody is there, and clients would not trust it: that is for the probes to tell.
    return code === 'LIVE_TLS' ? [] : silent(`${new URL(url).origin}: ${what}`);
  }
}

/** What a reverse proxy says of a service that is down. */
const withoutUpstream: readonly number[] = [502, 503, 504];
