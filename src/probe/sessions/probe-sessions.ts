import type { Plan } from '../../plan/types.gen.ts';
import { askForProbe } from '../ask-for-probe.ts';
import { type Ask, NotAsked, type Probe } from '../probe.ts';
import type { ProbeOutcome } from '../probe-outcome.ts';
import { type ProbeContext, runProbe } from '../run-probe.ts';
import { checkWhoami } from './check-whoami.ts';
import type { KnownSession, KnownTokens, NewTokens } from './known-tokens.ts';
import { logInAndOut } from './log-in-and-out.ts';
import { refreshSession } from './refresh-session.ts';

export interface SessionsRequest extends Omit<ProbeContext, 'deadline'> {
  readonly plan: Pick<Plan, 'live'>;
  readonly tokens: KnownTokens;
  /** What the services gave before: what cannot work now is not asked. */
  readonly services: readonly ProbeOutcome[];
  /** Called as soon as a session (by its place in `tokens`) has other tokens than before, which are worth nothing from then on. */
  readonly onNewTokens: (index: number, tokens: NewTokens) => Promise<void>;
}

/**
 * Whether sessions from before the move still work, and passwords do. One after the other, each once.
 * @throws PlanError INTERRUPTED; whatever `onNewTokens` throws
 */
export async function probeSessions(request: SessionsRequest): Promise<readonly ProbeOutcome[]> {
  const outcomes: ProbeOutcome[] = [];
  for (const probe of sessionProbes(request)) {
    outcomes.push(await runProbe(probe, { ...request, deadline: 0 }));
  }
  return outcomes;
}

function sessionProbes(request: SessionsRequest): readonly Probe[] {
  const { plan, tokens } = request;
  const askAnyway: Ask = (question) =>
    askForProbe(question, { network: request.network, signal: new AbortController().signal });
  return [
    ...tokens.sessions.flatMap((session, index) => ofSession(session, index, request, askAnyway)),
    ...tokens.logins.map((login, index) => ({
      id: `login/${index + 1}`,
      title: `${login.user} logs in by password`,
      run: async (ask: Ask) => {
        needs(request, ['synapse/versions', 'route/login', 'route/logout']);
        await logInAndOut({ ask, askAnyway }, plan, login);
        return 'MAS takes the password, Synapse the session; it was ended again.';
      },
    })),
  ];
}

function ofSession(session: KnownSession, index: number, request: SessionsRequest, askAnyway: Ask): readonly Probe[] {
  const { accessToken, refreshToken, user, device } = session;
  const { plan, onNewTokens } = request;
  const whose = `${user}${device === undefined ? '' : ` on ${device}`}`;
  const whoami: Probe = {
    id: `session/${index + 1}/whoami`,
    title: `The session of ${whose} still works`,
    async run(ask) {
      needs(request, ['synapse/versions']);
      if (!accessToken) throw new NotAsked('The file has no accessToken for it.');
      await checkWhoami(ask, plan, accessToken, session);
      return 'Same user, same device.';
    },
  };
  const refresh: Probe = {
    id: `session/${index + 1}/refresh`,
    title: `The session of ${whose} can be refreshed`,
    async run(ask) {
      needs(request, ['synapse/versions', 'route/refresh']);
      if (!refreshToken) throw new NotAsked('The file has no refreshToken for it.');
      // Its answer holds the only tokens that are worth something from then on.
      const tokens = await refreshSession(askAnyway, plan, refreshToken);
      await onNewTokens(index, tokens);
      await checkWhoami(ask, plan, tokens.accessToken, session);
      return 'Same user, same device; the file has the new tokens.';
    },
  };
  return refreshToken ? [whoami, refresh] : [whoami];
}

/** @throws NotAsked where one of these failed */
function needs({ services }: SessionsRequest, ids: readonly string[]): void {
  const failed = services.find(({ id, outcome }) => outcome === 'failed' && ids.includes(id));
  if (failed) throw new NotAsked(`${failed.id} failed.`);
}
