import type { Plan } from '../../plan/types.gen.ts';
import { PlanError, remedyOf } from '../../support/errors.ts';
import type { Secret } from '../../support/secret.ts';
import { describeAnswer } from '../describe-answer.ts';
import { fieldOf } from '../json-field.ts';
import { type Ask, NotAsked, type Probe, ProbeFailed } from '../probe.ts';

/**
 * Whether Synapse takes MAS for MAS: by a question of MAS that lacks what it asks for, so that nothing is looked up.
 * @param readSecret the secret as MAS reads it; undefined where nobody may read it
 */
export function probeSecret(plan: Pick<Plan, 'live'>, readSecret: (() => Secret) | undefined): readonly Probe[] {
  return [
    {
      id: 'synapse/mas-secret',
      title: 'Synapse takes the secret of MAS',
      run: (ask) => probe(ask, plan, readSecret),
    },
  ];
}

async function probe(ask: Ask, { live }: Pick<Plan, 'live'>, readSecret: (() => Secret) | undefined): Promise<string> {
  if (!live.mas.sharedSecret) throw new NotAsked('MAS has its secret from its environment, which nobody here can see.');
  if (!readSecret) throw new NotAsked('It is not read here.');
  const secret = read(readSecret);
  if (!/^[\x21-\x7e]+$/.test(secret.reveal())) throw unfit(live.mas.sharedSecret);
  const url = `${live.synapse.endpoint.replace(/\/$/, '')}/_synapse/mas/query_user`;
  const answer = await ask({ url, bearer: secret });
  const errcode = fieldOf(answer.json, 'errcode');
  if (answer.status === 400 && errcode === 'M_MISSING_PARAM') return `Synapse takes it at ${live.synapse.endpoint}.`;
  const isRefused = answer.status === 403 && errcode !== undefined;
  throw new ProbeFailed({
    code: isRefused ? 'LIVE_SECRET' : 'LIVE_ANSWER',
    message: isRefused
      ? `Synapse does not take the secret of MAS: ${describeAnswer(answer)}.`
      : `Synapse does not answer MAS there: ${describeAnswer(answer)}.`,
    place: { url },
    ...(isRefused
      ? {}
      : {
          remedy:
            'Set matrix.endpoint of MAS to a listener of Synapse with the resource client, not to a proxy that closes /_synapse/mas.',
        }),
  });
}

/** Synapse takes the word after `Bearer`, and a header holds ASCII. */
function unfit({ file, key }: NonNullable<Plan['live']['mas']['sharedSecret']>): ProbeFailed {
  return new ProbeFailed({
    code: 'LIVE_SECRET',
    message: 'Synapse cannot take the secret of MAS: it is empty, or holds white space or letters that are not ASCII.',
    place: { file, ...(key === undefined ? {} : { key }) },
    remedy: 'Make another one, as openssl rand -hex 32 does, write it where both services read it, and restart both.',
  });
}

function read(readSecret: () => Secret): Secret {
  try {
    return readSecret();
  } catch (error) {
    const [problem] = error instanceof PlanError ? error.problems : [];
    if (!problem) throw error;
    const message = `The secret of MAS cannot be read here: ${problem.message}`;
    throw new ProbeFailed({ ...problem, code: 'LIVE_SECRET', message, remedy: remedyOf(problem) });
  }
}
