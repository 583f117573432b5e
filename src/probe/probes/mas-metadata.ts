import type { Plan } from '../../plan/types.gen.ts';
import { describeAnswer } from '../describe-answer.ts';
import { fieldOf } from '../json-field.ts';
import { type Ask, ProbeFailed } from '../probe.ts';

/** What MAS says of itself, as far as it is compared with what others say of it. */
export interface MasMetadata {
  readonly issuer: string;
  readonly account: string | undefined;
  /** The whole object. */
  readonly all: unknown;
}

/** Where OpenID Connect has the metadata of an issuer (OpenID Connect Discovery 1.0, section 4). */
export function discoveryUrl(issuer: string): string {
  return `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
}

/**
 * Asks for it where clients do.
 * @throws ProbeFailed LIVE_ANSWER where something else answers there
 */
export async function askMetadata(ask: Ask, { live }: Pick<Plan, 'live'>): Promise<MasMetadata> {
  const url = discoveryUrl(live.mas.issuer);
  const answer = await ask({ url });
  const issuer = fieldOf(answer.json, 'issuer');
  if (answer.status !== 200 || typeof issuer !== 'string') {
    throw new ProbeFailed({
      code: 'LIVE_ANSWER',
      message: `The issuer gives no metadata of OpenID Connect: ${describeAnswer(answer)}.`,
      place: { url },
      remedy: 'Lead the whole of http.public_base to MAS, to a listener with the resource discovery.',
    });
  }
  const account = fieldOf(answer.json, 'account_management_uri');
  return { issuer, account: typeof account === 'string' ? account : undefined, all: answer.json };
}
