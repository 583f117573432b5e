import type { Plan } from '../../plan/types.gen.ts';
import { describeAnswer } from '../describe-answer.ts';
import { fieldOf } from '../json-field.ts';
import { type Ask, ProbeFailed } from '../probe.ts';
import { readByBrowsers } from '../read-by-browsers.ts';

/** What MAS says of itself: the metadata of OpenID Connect. */
export interface MasMetadata {
  readonly issuer: string;
  readonly all: Readonly<Record<string, unknown>>;
}

/** Where clients find the metadata of an issuer (OpenID Connect Discovery 1.0, section 4). */
export function discoveryUrl(issuer: string): string {
  return `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
}

/**
 * Asks for it where clients do.
 * @throws ProbeFailed LIVE_ANSWER where something else answers there
 */
export async function askMetadata(ask: Ask, { live }: Pick<Plan, 'live'>): Promise<MasMetadata> {
  const url = discoveryUrl(live.mas.issuer);
  const answer = await ask({ url, headers: readByBrowsers.headers });
  const issuer = fieldOf(answer.json, 'issuer');
  if (answer.status === 200 && typeof issuer === 'string') {
    readByBrowsers.check(answer, url);
    return { issuer, all: answer.json as MasMetadata['all'] };
  }
  throw new ProbeFailed({
    code: 'LIVE_ANSWER',
    message: `The issuer gives no metadata: ${describeAnswer(answer)}.`,
    place: { url },
    remedy: 'Lead all of http.public_base of MAS to a listener of MAS that has the resource discovery.',
  });
}
