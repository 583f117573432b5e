import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Plan } from '../../plan/types.gen.ts';
import type { Answer } from '../ask.ts';
import { describeAnswer } from '../describe-answer.ts';
import { fieldOf } from '../json-field.ts';
import { type Ask, type Probe, ProbeFailed } from '../probe.ts';
import { readByBrowsers } from '../read-by-browsers.ts';
import { askMetadata } from './mas-metadata.ts';

/** Synapse as clients see it, and what it says of MAS. */
export function probeSynapse(plan: Pick<Plan, 'live'>): readonly Probe[] {
  return [
    { id: 'synapse/versions', title: 'Synapse answers clients', run: (ask) => probeVersions(ask, plan) },
    {
      id: 'synapse/auth-metadata',
      title: 'Synapse tells clients of MAS what MAS says of itself',
      run: (ask) => probeAuthMetadata(ask, plan),
    },
    {
      id: 'synapse/introspection',
      title: 'Synapse asks MAS about tokens, and MAS takes its secret',
      run: (ask) => probeIntrospection(ask, plan),
    },
  ];
}

async function probeVersions(ask: Ask, { live }: Pick<Plan, 'live'>): Promise<string> {
  const base = live.synapse.publicBaseurl;
  const url = `${base}_matrix/client/versions`;
  const answer = await ask({ url, headers: readByBrowsers.headers });
  if (answer.status === 200 && Array.isArray(fieldOf(answer.json, 'versions'))) {
    readByBrowsers.check(answer, url);
    return `Synapse answers at ${base}.`;
  }
  throw new ProbeFailed({
    code: 'LIVE_ANSWER',
    message: `Synapse does not answer there: ${describeAnswer(answer)}.`,
    place: { url },
    remedy: 'Lead /_matrix/ to Synapse, but for the routes of the step operator/route-logins.',
  });
}

async function probeAuthMetadata(ask: Ask, plan: Pick<Plan, 'live'>): Promise<string> {
  const { all, issuer } = await askMetadata(ask, plan);
  const { url, answer } = await askAuthMetadata(ask, plan);
  if (answer.status !== 200 || typeof fieldOf(answer.json, 'issuer') !== 'string') throw noMetadata(url, answer, plan);
  readByBrowsers.check(answer, url);
  const told = answer.json as Readonly<Record<string, unknown>>;
  const keys = [...new Set([...Object.keys(all), ...Object.keys(told)])].sort();
  const different = keys.filter((key) => !isDeepStrictEqual(all[key], told[key]));
  if (different.length === 0) return `Synapse says what MAS says: the issuer is ${issuer}.`;
  const shown = different.map((key) =>
    key === 'issuer' ? `issuer (MAS: ${issuer}, Synapse: ${String(told.issuer)})` : key,
  );
  throw new ProbeFailed({
    code: 'LIVE_DIFFERS',
    message: `What Synapse says of MAS is not what MAS says of itself: ${shown.join(', ')}.`,
    place: { url },
    remedy:
      'Restart Synapse, which asks MAS once and keeps the answer. If that does not help, its endpoint leads to another MAS than http.public_base.',
  });
}

/** Synapse before 1.136 has only the name from before it was in the specification. */
async function askAuthMetadata(
  ask: Ask,
  { live }: Pick<Plan, 'live'>,
): Promise<{ readonly url: string; readonly answer: Answer }> {
  const base = `${live.synapse.publicBaseurl}_matrix/client/`;
  const url = `${base}v1/auth_metadata`;
  const answer = await ask({ url, headers: readByBrowsers.headers });
  if (answer.status !== 404) return { url, answer };
  const older = `${base}unstable/org.matrix.msc2965/auth_metadata`;
  const second = await ask({ url: older, headers: readByBrowsers.headers });
  return second.status === 200 ? { url: older, answer: second } : { url, answer };
}

function noMetadata(url: string, answer: Answer, { live }: Pick<Plan, 'live'>): ProbeFailed {
  const isServerError = answer.status >= 500;
  const remedy = isServerError
    ? `Synapse cannot ask MAS at ${live.mas.endpoint ?? 'its endpoint'}: see that MAS runs and that Synapse reaches it there.`
    : 'Start Synapse with homeserver.yaml as the plan leaves it: it runs without matrix_authentication_service.';
  const problem = { code: 'LIVE_ANSWER', message: `Synapse says nothing of MAS: ${describeAnswer(answer)}.` } as const;
  return new ProbeFailed({ ...problem, place: { url }, remedy }, { mayPass: isServerError });
}

/**
 * A token that nobody has is refused only after MAS was asked; a Synapse that cannot ask says that it is unavailable. Synapse remembers
 * for two minutes what MAS said of a token, so it is another one each time.
 */
async function probeIntrospection(ask: Ask, { live }: Pick<Plan, 'live'>): Promise<string> {
  const url = `${live.synapse.publicBaseurl}_matrix/client/v3/account/whoami`;
  const answer = await ask({ url, headers: { authorization: `Bearer syn2mas-plan-${randomUUID()}` } });
  if (answer.status === 401 && fieldOf(answer.json, 'errcode') === 'M_UNKNOWN_TOKEN')
    return 'Synapse asks MAS, and MAS answers.';
  const cannotAsk = answer.status >= 500;
  throw new ProbeFailed(
    {
      code: cannotAsk ? 'LIVE_INTROSPECTION' : 'LIVE_ANSWER',
      message: cannotAsk
        ? `Synapse cannot ask MAS about a token: ${describeAnswer(answer)}.`
        : `A token that nobody has is not refused: ${describeAnswer(answer)}.`,
      place: { url },
      remedy: cannotAsk
        ? `See that Synapse reaches MAS at ${live.mas.endpoint ?? 'its endpoint'}, that both have the same shared secret, and that both were started after it was written.`
        : 'Lead this path to Synapse.',
    },
    { mayPass: cannotAsk },
  );
}
