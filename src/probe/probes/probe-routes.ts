import type { Plan } from '../../plan/types.gen.ts';
import { answersAsSynapse } from '../answers-as-synapse.ts';
import type { Answer, Question } from '../ask.ts';
import { describeAnswer } from '../describe-answer.ts';
import { fieldOf } from '../json-field.ts';
import { type Ask, NotAsked, type Probe, ProbeFailed } from '../probe.ts';
import { type CompatRoute, compatRoutes } from './compat-routes.ts';

/** Whether the reverse proxy sends to each service what it should, and nobody to what MAS alone may ask. */
export function probeRoutes(plan: Pick<Plan, 'source' | 'live'>): readonly Probe[] {
  return [
    ...compatRoutes.map((route) => ({
      id: route.id,
      title: `${route.paths.map((path) => `/${path}`).join(', ')} reaches MAS`,
      run: (ask: Ask) => probeCompat(ask, route, plan),
    })),
    {
      id: 'route/others',
      title: 'What only looks like these reaches Synapse',
      run: (ask) => probeOthers(ask, plan),
    },
    {
      id: 'route/synapse-mas',
      title: '/_synapse/mas is closed to the outside',
      run: (ask) => probeClosed(ask, plan),
    },
  ];
}

/** What clients use or have used; the routes of MAS take any version. */
const versions = ['r0', 'v1', 'v3', 'unstable'];

async function probeCompat(ask: Ask, route: CompatRoute, { live }: Pick<Plan, 'live'>): Promise<string> {
  for (const version of versions) {
    for (const path of route.paths) {
      const url = `${live.synapse.publicBaseurl}_matrix/client/${version}/${path}`;
      const answer = await ask({ ...route.question, url });
      if (!answersAsSynapse(answer) && route.isMas(answer)) continue;
      throw new ProbeFailed({
        code: 'LIVE_ROUTE',
        message: `${new URL(url).pathname} does not reach MAS: ${describeAnswer(answer)}.`,
        place: { url },
        remedy:
          'Put the rules of the step operator/route-logins into the reverse proxy, before all others for /_matrix; MAS needs a listener with the resource compat.',
      });
    }
  }
  return `MAS answers, as ${versions.join(', ')}.`;
}

/** Paths that rules without an anchor catch, and one that clients need at once; without a token all of them are refused. */
async function probeOthers(ask: Ask, { source, live }: Pick<Plan, 'source' | 'live'>): Promise<string> {
  const questions: readonly (Omit<Question, 'url'> & { readonly path: string })[] = [
    { path: 'v3/account/whoami' },
    { path: 'v1/login/get_token', method: 'POST', body: '{}' },
    { path: 'v3/delete_devices', method: 'POST', body: '{}' },
    { path: `v3/rooms/${encodeURIComponent(`!login:${source.serverName}`)}/login` },
    { path: `v3/directory/room/${encodeURIComponent(`#logout:${source.serverName}`)}/logout` },
  ];
  for (const { path, ...question } of questions) {
    const url = `${live.synapse.publicBaseurl}_matrix/client/${path}`;
    const answer = await ask({ ...question, url });
    // MAS has a page for what it does not know, Synapse an error of the specification.
    if (answersAsSynapse(answer) || typeof fieldOf(answer.json, 'errcode') === 'string') continue;
    throw new ProbeFailed({
      code: 'LIVE_ROUTE',
      message: `${new URL(url).pathname} does not reach Synapse: ${describeAnswer(answer)}.`,
      place: { url },
      remedy: 'Anchor the rules of the reverse proxy at both ends, as those of the step operator/route-logins are.',
    });
  }
  return 'Synapse answers.';
}

async function probeClosed(ask: Ask, { live }: Pick<Plan, 'live'>): Promise<string> {
  const { publicBaseurl, endpoint } = live.synapse;
  if (new URL(endpoint).host === new URL(publicBaseurl).host) {
    throw new NotAsked(`MAS asks Synapse at its public address: matrix.endpoint of MAS is ${endpoint}.`);
  }
  const url = `${publicBaseurl}_synapse/mas/query_user`;
  const answer = await ask({ url });
  if (!isSynapsesRefusal(answer)) return 'Nobody outside reaches it.';
  throw new ProbeFailed({
    code: 'LIVE_ROUTE',
    message: `Synapse answers there to anybody: ${describeAnswer(answer)}.`,
    place: { url },
    remedy:
      'Refuse /_synapse/mas in the reverse proxy, as the rules of the step operator/route-logins do: whoever knows the shared secret is MAS to Synapse.',
  });
}

function isSynapsesRefusal(answer: Answer): boolean {
  return answersAsSynapse(answer) || typeof fieldOf(answer.json, 'errcode') === 'string';
}
