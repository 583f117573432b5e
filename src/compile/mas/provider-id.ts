import { makeUlid } from '../../config/ulid.ts';
import { sha256 } from '../../support/digest.ts';

/** The id of a provider that MAS gets: a ULID of the plan's time, the same for the same plan and provider. */
export function providerId(authProvider: string, plan: { readonly seed: string; readonly createdAt: string }): string {
  const digest = sha256(`${plan.seed}\0upstream_oauth2.providers\0${authProvider}`).replace(/^sha256:/, '');
  return makeUlid(Date.parse(plan.createdAt), digest.slice(0, 20));
}
