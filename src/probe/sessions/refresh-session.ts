import type { Plan } from '../../plan/types.gen.ts';
import { Secret } from '../../support/secret.ts';
import { describeAnswer } from '../describe-answer.ts';
import { fieldOf } from '../json-field.ts';
import { type Ask, ProbeFailed } from '../probe.ts';
import type { NewTokens } from './known-tokens.ts';

/**
 * Refreshes a session: from now on the old tokens are worth nothing.
 * @throws ProbeFailed LIVE_SESSION
 */
export async function refreshSession(ask: Ask, { live }: Pick<Plan, 'live'>, refreshToken: Secret): Promise<NewTokens> {
  const url = `${live.synapse.publicBaseurl}_matrix/client/v3/refresh`;
  const answer = await ask({ url, method: 'POST', body: JSON.stringify({ refresh_token: refreshToken.reveal() }) });
  const accessToken = fieldOf(answer.json, 'access_token');
  const next = fieldOf(answer.json, 'refresh_token');
  if (answer.status === 200 && typeof accessToken === 'string' && typeof next === 'string') {
    return { accessToken: new Secret('access_token', accessToken), refreshToken: new Secret('refresh_token', next) };
  }
  throw new ProbeFailed({
    code: 'LIVE_SESSION',
    message: `The refresh token does not work: ${describeAnswer(answer)}.`,
    place: { url },
    remedy:
      'See whether its client has refreshed since it was written down: a refresh token works once. If not, look into the logs of MAS at this time.',
  });
}
