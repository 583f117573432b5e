import type { Plan } from '../../plan/types.gen.ts';
import type { Answer } from '../ask.ts';
import { describeAnswer } from '../describe-answer.ts';
import { fieldOf } from '../json-field.ts';
import { type Ask, type Probe, ProbeFailed } from '../probe.ts';
import { readByBrowsers } from '../read-by-browsers.ts';
import { askMetadata } from './mas-metadata.ts';

/** What clients learn from the name of the server alone. */
export function probeWellKnown(plan: Pick<Plan, 'source' | 'live'>): readonly Probe[] {
  return [
    {
      id: 'well-known/client',
      title: '.well-known/matrix/client leads to Synapse and to MAS',
      run: (ask) => probe(ask, plan),
    },
  ];
}

async function probe(ask: Ask, plan: Pick<Plan, 'source' | 'live'>): Promise<string> {
  const { all, issuer } = await askMetadata(ask, plan);
  const { url, answer } = await follow(
    ask,
    `https://${plan.source.serverName.replace(/:\d+$/, '')}/.well-known/matrix/client`,
  );
  const json = answer.json;
  if (answer.status !== 200 || typeof json !== 'object' || json === null) {
    throw failed('LIVE_ANSWER', `It is not there: ${describeAnswer(answer)}.`, url);
  }
  const type = answer.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') {
    throw failed('LIVE_ANSWER', `Its Content-Type is ${type ?? 'absent'}, not application/json.`, url);
  }
  readByBrowsers.check(answer, url);
  const expected: readonly (readonly [path: readonly string[], value: unknown])[] = [
    [['m.homeserver', 'base_url'], plan.live.synapse.publicBaseurl],
    [[authentication, 'issuer'], issuer],
    [[authentication, 'account'], all.account_management_uri],
  ];
  const different = expected.flatMap(([path, value]) => {
    const there = fieldOf(json, ...path);
    if (isSameUrl(there, value)) return [];
    return [`${path.join('.')} is ${String(there ?? 'absent')}, should be ${String(value)}`];
  });
  if (different.length > 0) throw failed('LIVE_DIFFERS', `${different.join('; ')}.`, url);
  return `It names ${plan.live.synapse.publicBaseurl} and ${issuer}.`;
}

/** MSC2965; the name that clients read. */
const authentication = 'org.matrix.msc2965.authentication';

/** Clients follow redirects here and nowhere else. */
async function follow(ask: Ask, first: string): Promise<{ readonly url: string; readonly answer: Answer }> {
  let url = first;
  for (let left = 5; ; left -= 1) {
    const answer = await ask({ url, headers: readByBrowsers.headers });
    const { location } = answer.headers;
    if (![301, 302, 303, 307, 308].includes(answer.status) || location === undefined) return { url, answer };
    if (left === 0 || !URL.canParse(location, url)) return { url, answer };
    const next = new URL(location, url);
    if (next.protocol !== 'https:') {
      throw failed('LIVE_ANSWER', `It is redirected to ${next.origin}, without TLS.`, url);
    }
    url = next.href;
  }
}

/** A slash at the end makes no difference to clients. */
function isSameUrl(a: unknown, b: unknown): boolean {
  return typeof a === 'string' && typeof b === 'string' && a.replace(/\/$/, '') === b.replace(/\/$/, '');
}

function failed(code: 'LIVE_ANSWER' | 'LIVE_DIFFERS', message: string, url: string): ProbeFailed {
  return new ProbeFailed({
    code,
    message,
    place: { url },
    remedy:
      'Serve the file of the step file/well-known-client (plan --well-known) there, or lead the path to Synapse, which makes it itself; with Content-Type: application/json and Access-Control-Allow-Origin: *.',
  });
}
