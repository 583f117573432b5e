import type { Plan } from '../../plan/types.gen.ts';
import { Secret } from '../../support/secret.ts';
import { describeAnswer } from '../describe-answer.ts';
import { fieldOf } from '../json-field.ts';
import { type Ask, ProbeFailed } from '../probe.ts';
import { checkWhoami } from './check-whoami.ts';
import type { KnownLogin } from './known-tokens.ts';

/**
 * Logs in by password, asks Synapse who that is, and logs out again, whatever Synapse said.
 * @param askAnyway is not ended by an interruption, so that no session stays behind
 * @throws ProbeFailed LIVE_SESSION
 */
export async function logInAndOut(
  { ask, askAnyway }: { readonly ask: Ask; readonly askAnyway: Ask },
  plan: Pick<Plan, 'live'>,
  { user, password }: KnownLogin,
): Promise<void> {
  const base = `${plan.live.synapse.publicBaseurl}_matrix/client/v3/`;
  const body = {
    type: 'm.login.password',
    identifier: { type: 'm.id.user', user },
    password: password.reveal(),
    initial_device_display_name: 'syn2mas-plan verify --live',
  };
  const url = `${base}login`;
  // Once it is sent it has to be answered: a session that nobody knows of could not be ended.
  const answer = await askAnyway({ url, method: 'POST', body: JSON.stringify(body) });
  const token = fieldOf(answer.json, 'access_token');
  if (answer.status !== 200 || typeof token !== 'string') {
    throw failed(`The login by password fails: ${describeAnswer(answer)}.`, url, remedies[answer.status]);
  }
  const accessToken = new Secret('access_token', token);
  const device = fieldOf(answer.json, 'device_id');
  try {
    await checkWhoami(ask, plan, accessToken, { user, device: typeof device === 'string' ? device : undefined });
  } finally {
    await logOut(askAnyway, `${base}logout`, accessToken, String(device));
  }
}

async function logOut(ask: Ask, url: string, bearer: Secret, device: string): Promise<void> {
  const answer = await ask({ url, method: 'POST', bearer, body: '{}' });
  if (answer.status === 200) return;
  throw failed(
    `The session of this login, on device ${device}, could not be ended: ${describeAnswer(answer)}.`,
    url,
    'End it by hand on the account page of MAS.',
  );
}

const remedies: Readonly<Record<number, string>> = {
  403: 'Correct the password if it is wrong. If it is right, the pepper or the scheme of passwords.schemes of MAS is not what it was in Synapse.',
  429: 'MAS limits how often one may try; wait, then run verify --live again.',
};

function failed(message: string, url: string, remedy?: string): ProbeFailed {
  const problem = { code: 'LIVE_SESSION', message, place: { url } } as const;
  return new ProbeFailed(remedy === undefined ? problem : { ...problem, remedy });
}
