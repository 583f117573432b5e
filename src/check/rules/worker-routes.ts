import type { Rule } from '../rule.ts';

export const workerRoutes: Rule = {
  id: 'synapse/worker-routes',
  severity: 'info',
  title: 'Routes of logins to workers become stale',
  why: 'With MAS no worker answers logins, and workers for single sign-on have nothing to do. A rule of the reverse proxy that sends logins to a worker keeps them away from MAS.',
  remedy:
    'The plan lists in operator/worker-routes what the proxy must no longer send to workers, what nobody needs any more, and what stays.',
  learntFrom: [
    'Synapse: docs/workers.md',
    'element-hq/ess-helm#1278',
    'element-hq/ess-helm#1279',
    'element-hq/synapse#19752',
  ],
};
