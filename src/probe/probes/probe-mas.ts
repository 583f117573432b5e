import type { Plan } from '../../plan/types.gen.ts';
import { type Probe, ProbeFailed } from '../probe.ts';
import { askMetadata, discoveryUrl } from './mas-metadata.ts';

/** MAS as clients see it. */
export function probeMas(plan: Pick<Plan, 'live'>): readonly Probe[] {
  const { issuer } = plan.live.mas;
  return [
    {
      id: 'mas/discovery',
      title: 'MAS says of itself what its configuration says',
      async run(ask) {
        const found = await askMetadata(ask, plan);
        if (found.issuer === issuer) return `The issuer is ${issuer}.`;
        throw new ProbeFailed({
          code: 'LIVE_DIFFERS',
          message: `The issuer: planned ${issuer}, found ${found.issuer}.`,
          place: { url: discoveryUrl(issuer) },
          remedy:
            'See that MAS was started with the configuration of the plan, and that http.issuer and http.public_base are what clients use.',
        });
      },
    },
  ];
}
