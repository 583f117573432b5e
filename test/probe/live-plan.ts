import type { Plan } from '../../src/plan/types.gen.ts';
import { smallPlan } from '../apply/small-plan.ts';

/** A plan whose services are both at this port, below paths of their own. */
export function livePlan(port: number): Plan {
  const base = `http://127.0.0.1:${port}`;
  const plan = smallPlan();
  plan.live = {
    synapse: { publicBaseurl: `${base}/synapse/`, endpoint: `${base}/inside/`, listeners: [] },
    mas: {
      publicBase: `${base}/mas/`,
      issuer: `${base}/mas/`,
      listeners: [],
      sharedSecret: { file: '/etc/mas/config.yaml', key: 'matrix.secret' },
    },
  };
  return plan;
}
