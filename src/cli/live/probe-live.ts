import { resolve } from 'node:path';
import type { Plan } from '../../plan/types.gen.ts';
import type { ProbeOutcome } from '../../probe/probe-outcome.ts';
import { probeServices, serviceProbes } from '../../probe/probe-services.ts';
import { probeSessions } from '../../probe/sessions/probe-sessions.ts';
import { planError } from '../../support/errors.ts';
import type { Secret } from '../../support/secret.ts';
import type { CommandContext } from '../start.ts';
import { keepNewTokens } from './keep-new-tokens.ts';
import type { LiveOptions } from './live-options.ts';
import { readNetwork } from './read-network.ts';
import { readTokenFile } from './read-token-file.ts';

/** What the services are asked about. */
export interface LiveRequest {
  /** One that was applied: its addresses get tokens and secrets. */
  readonly plan: Plan;
  readonly readSharedSecret?: () => Secret;
}

/**
 * Asks the running services by the options of the command line.
 * @returns what each probe gave, whatever failed
 * @throws PlanError (exit 3) where an option or a file that it names is wrong; INTERRUPTED
 */
export async function probeLive(
  { plan, readSharedSecret }: LiveRequest,
  options: LiveOptions,
  context: Pick<CommandContext, 'cwd' | 'env' | 'log' | 'signal'>,
): Promise<readonly ProbeOutcome[]> {
  const { log, signal } = context;
  const { skip = [] } = options;
  const network = readNetwork(options, context);
  const file = options.tokenFile === undefined ? undefined : readTokenFile(resolve(context.cwd, options.tokenFile));
  const request = { plan, network, skip, log, signal, ...(readSharedSecret ? { readSharedSecret } : {}) };
  checkSkipped(
    skip,
    serviceProbes(request).map(({ id }) => id),
  );
  const services = await probeServices({ ...request, waitMs: options.wait * 1000 });
  if (file === undefined) return [...services, notAsked];
  const sessions = await probeSessions({
    ...request,
    tokens: file.tokens,
    services,
    onNewTokens: (index, tokens) => keepNewTokens(file, index, tokens),
  });
  return [...services, ...sessions];
}

const notAsked: ProbeOutcome = {
  id: 'session',
  title: 'Sessions from before still work, and passwords do',
  outcome: 'not-asked',
  detail: 'No --token-file was given.',
};

function checkSkipped(skip: readonly string[], known: readonly string[]): void {
  const unknown = skip.filter((id) => !known.includes(id) && !/^(session\/\d+\/(whoami|refresh)|login\/\d+)$/.test(id));
  if (unknown.length === 0) return;
  throw planError('USAGE', `--skip: there is no probe ${unknown.join(', ')}.`, {
    remedy: `There are ${known.join(', ')}.`,
  });
}
