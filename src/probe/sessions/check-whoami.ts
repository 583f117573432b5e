import type { Plan } from '../../plan/types.gen.ts';
import type { Secret } from '../../support/secret.ts';
import { describeAnswer } from '../describe-answer.ts';
import { fieldOf } from '../json-field.ts';
import { type Ask, ProbeFailed } from '../probe.ts';

/** Whose a token should be. */
export interface Owner {
  readonly user: string;
  /** Absent: of no device. */
  readonly device?: string | undefined;
}

/**
 * Asks Synapse whose this token is.
 * @throws ProbeFailed LIVE_SESSION where it is nobody's, or another's
 */
export async function checkWhoami(
  ask: Ask,
  { live }: Pick<Plan, 'live'>,
  token: Secret,
  { user, device }: Owner,
): Promise<void> {
  const url = `${live.synapse.publicBaseurl}_matrix/client/v3/account/whoami`;
  const answer = await ask({ url, bearer: token });
  if (answer.status !== 200) {
    throw new ProbeFailed({
      code: 'LIVE_SESSION',
      message: `Synapse does not take the access token: ${describeAnswer(answer)}.`,
      place: { url },
      remedy:
        answer.status === 401
          ? 'See that the token was valid when Synapse was stopped: one that comes with a refresh token lives a few minutes only; its session is shown by the refresh token. If it was, look into the logs of MAS at this time.'
          : 'Look into the logs of Synapse and MAS at this time.',
    });
  }
  const found = { user: fieldOf(answer.json, 'user_id'), device: fieldOf(answer.json, 'device_id') };
  if (found.user === user && found.device === device) return;
  throw new ProbeFailed({
    code: 'LIVE_SESSION',
    message: `The session: expected ${describe({ user, device })}, found ${describe(found)}.`,
    place: { url },
    remedy:
      'Correct the file if it is wrong; else the session is not what it was, and nobody should be let in before it is known why.',
  });
}

function describe({ user, device }: { readonly user: unknown; readonly device?: unknown }): string {
  return `${String(user)} ${device === undefined ? 'without a device' : `on ${String(device)}`}`;
}
