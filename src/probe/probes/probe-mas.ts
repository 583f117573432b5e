import type { Plan } from '../../plan/types.gen.ts';
import { describeAnswer } from '../describe-answer.ts';
import { fieldOf } from '../json-field.ts';
import { type Ask, type Probe, ProbeFailed } from '../probe.ts';
import { askMetadata, discoveryUrl } from './mas-metadata.ts';

/** MAS as clients see it. */
export function probeMas(plan: Pick<Plan, 'live'>): readonly Probe[] {
  return [
    {
      id: 'mas/discovery',
      title: 'MAS names the issuer of the plan',
      run: (ask) => probeDiscovery(ask, plan),
    },
    {
      id: 'mas/public-base',
      title: 'MAS is reached at its public address',
      run: (ask) => probePublicBase(ask, plan),
    },
  ];
}

async function probeDiscovery(ask: Ask, plan: Pick<Plan, 'live'>): Promise<string> {
  const planned = plan.live.mas.issuer;
  const { issuer } = await askMetadata(ask, plan);
  if (issuer === planned) return `The issuer is ${issuer}.`;
  throw new ProbeFailed({
    code: 'LIVE_DIFFERS',
    message: `The issuer: planned ${planned}, found ${issuer}.`,
    place: { url: discoveryUrl(planned) },
    remedy:
      'Start MAS with the configuration as the plan leaves it: http.issuer, else http.public_base, is the issuer.',
  });
}

/** MAS makes all its addresses from http.public_base; the keys are something that only MAS has, and the page is for people. */
async function probePublicBase(ask: Ask, plan: Pick<Plan, 'live'>): Promise<string> {
  const { publicBase } = plan.live.mas;
  const { all } = await askMetadata(ask, plan);
  const strange = addresses.flatMap((key) => {
    const url = all[key];
    return typeof url === 'string' && url.startsWith(publicBase) ? [] : [`${key} is ${String(url ?? 'absent')}`];
  });
  if (strange.length > 0) {
    throw new ProbeFailed({
      code: 'LIVE_DIFFERS',
      message: `MAS names addresses that are not below ${publicBase}: ${strange.join(', ')}.`,
      place: { url: discoveryUrl(plan.live.mas.issuer) },
      remedy: 'Start MAS with the configuration as the plan leaves it: http.public_base.',
    });
  }
  const keys = String(all.jwks_uri);
  await expect(ask, keys, (json) => Array.isArray(fieldOf(json, 'keys')), 'Its keys are not there', 'oauth');
  const page = `${publicBase}login`;
  await expect(ask, page, undefined, 'Its page to log in is not there', 'human');
  return `MAS answers at ${publicBase}.`;
}

const addresses = [
  'authorization_endpoint',
  'token_endpoint',
  'registration_endpoint',
  'jwks_uri',
  'account_management_uri',
];

async function expect(
  ask: Ask,
  url: string,
  isRight: ((json: unknown) => boolean) | undefined,
  what: string,
  resource: string,
): Promise<void> {
  const answer = await ask({ url, headers: { accept: isRight ? 'application/json' : 'text/html' } });
  const isPage = (answer.status === 200 || answer.status === 303) && answer.json === undefined;
  if (isRight ? answer.status === 200 && isRight(answer.json) : isPage) return;
  throw new ProbeFailed({
    code: 'LIVE_ANSWER',
    message: `${what}: ${describeAnswer(answer)}.`,
    place: { url },
    remedy: `Lead all of http.public_base to a listener of MAS that has the resource ${resource}.`,
  });
}
