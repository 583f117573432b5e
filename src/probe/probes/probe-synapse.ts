import type { Plan } from '../../plan/types.gen.ts';
import { describeAnswer } from '../describe-answer.ts';
import { fieldOf } from '../json-field.ts';
import { type Probe, ProbeFailed } from '../probe.ts';

/** Synapse as clients see it. */
export function probeSynapse({ live }: Pick<Plan, 'live'>): readonly Probe[] {
  const base = live.synapse.publicBaseurl;
  return [
    {
      id: 'synapse/versions',
      title: 'Synapse answers clients',
      async run(ask) {
        const url = `${base}_matrix/client/versions`;
        const answer = await ask({ url });
        if (answer.status === 200 && Array.isArray(fieldOf(answer.json, 'versions')))
          return `Synapse answers at ${base}.`;
        throw new ProbeFailed({
          code: 'LIVE_ANSWER',
          message: `Synapse does not answer there: ${describeAnswer(answer)}.`,
          place: { url },
          remedy: 'Lead /_matrix/ to Synapse, but for the routes of the step operator/route-logins.',
        });
      },
    },
  ];
}
