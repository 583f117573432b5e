import type { DataRule } from './data-rule.ts';
import { foreignDomainUser } from './foreign-domain-user.ts';
import { invalidLocalpart } from './invalid-localpart.ts';
import { noWayToLogIn } from './no-way-to-log-in.ts';
import { oauthDelegated } from './oauth-delegated.ts';
import { orphanRows } from './orphan-rows.ts';
import { providerUnmapped } from './provider-unmapped.ts';
import { timestampRange } from './timestamp-range.ts';
import { usernameCaseCollision } from './username-case-collision.ts';

/** Every rule that has a query of its own. */
export const dataRules: readonly DataRule[] = [
  orphanRows,
  foreignDomainUser,
  invalidLocalpart,
  usernameCaseCollision,
  timestampRange,
  providerUnmapped,
  oauthDelegated,
  noWayToLogIn,
];
