import type { Answer, Question } from '../ask.ts';
import { fieldOf } from '../json-field.ts';

/** A route of MAS's resource `compat`, with a harmless question that only MAS answers so. */
export interface CompatRoute {
  readonly id: string;
  /** Below /_matrix/client/VERSION/. */
  readonly paths: readonly string[];
  readonly question: Omit<Question, 'url'>;
  readonly isMas: (answer: Answer) => boolean;
}

/** A token that no service has ever given out. */
const strange = { authorization: 'Bearer syn2mas-plan-probe' };

/** As MAS answers (crates/handlers/src/compat/); nothing of it makes, ends or changes a session. */
export const compatRoutes: readonly CompatRoute[] = [
  { id: 'route/login', paths: ['login'], question: {}, isMas: offersMas },
  {
    id: 'route/login-sso-redirect',
    // Without redirectUrl MAS starts no login; it says so to people, not as JSON.
    paths: ['login/sso/redirect', 'login/sso/redirect/', 'login/sso/redirect/syn2mas-plan-probe'],
    question: { headers: { accept: 'text/html' } },
    isMas: ({ status, json, body }) => status === 400 && json === undefined && /redirect_?url/i.test(body),
  },
  {
    id: 'route/logout',
    paths: ['logout'],
    question: { method: 'POST', headers: strange, body: '{}' },
    isMas: isUnknownToken,
  },
  {
    id: 'route/logout-all',
    paths: ['logout/all'],
    question: { method: 'POST', headers: strange, body: '{}' },
    isMas: isUnknownToken,
  },
  {
    id: 'route/refresh',
    paths: ['refresh'],
    question: { method: 'POST', body: '{"refresh_token":"syn2mas-plan-probe"}' },
    isMas: isUnknownToken,
  },
];

/** MSC3824: only a server that hands logins to OAuth says so. */
function offersMas({ status, json }: Answer): boolean {
  const flows = fieldOf(json, 'flows');
  const marks = ['oauth_aware_preferred', 'org.matrix.msc3824.delegated_oidc_compatibility'];
  return (
    status === 200 && Array.isArray(flows) && flows.some((flow) => marks.some((mark) => fieldOf(flow, mark) === true))
  );
}

/** Synapse adds `soft_logout` to such an error. */
function isUnknownToken({ status, json }: Answer): boolean {
  return status === 401 && fieldOf(json, 'errcode') === 'M_UNKNOWN_TOKEN' && fieldOf(json, 'soft_logout') === undefined;
}
