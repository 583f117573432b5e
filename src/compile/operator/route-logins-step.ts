import type { OperatorStep } from '../../plan/types.gen.ts';
import { operatorStep } from './operator-step.ts';

/** finish: the routes by which old clients log in, refresh and log out. */
export function routeLoginsStep(serverName: string, endpoint: string): OperatorStep {
  return operatorStep('finish', 'route-logins', {
    title: 'Send logins to MAS',
    reason: 'Old clients log in, refresh and log out by routes of Synapse; with delegation MAS answers these.',
    instructions: [
      `In the reverse proxy, send /_matrix/client/*/login, /logout, /logout/all and /refresh of ${serverName} to MAS at ${endpoint}`,
    ],
  });
}
