import type { RequiredRole } from './approval-rules.ts';
import { matchesPatternList } from './signers/match-pattern.ts';

/** Whether the policy lets this identity approve in a role. */
export function holdsRole({ identities }: RequiredRole, identity: string): boolean {
  return identities.some((list) => matchesPatternList(identity, list));
}
