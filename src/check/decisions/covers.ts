import type { Finding } from '../../plan/types.gen.ts';
import { foreignDomainUser } from '../data/foreign-domain-user.ts';
import { guests } from '../data/guests.ts';
import { invalidLocalpart } from '../data/invalid-localpart.ts';
import { legacyProviderId } from '../data/legacy-provider-id.ts';
import { orphanRows } from '../data/orphan-rows.ts';
import { providerUnmapped } from '../data/provider-unmapped.ts';
import type { Rule } from '../rule.ts';
import type { DataDecision, DecisionKind } from './data-decision.ts';

/** The findings of one rule, or those among them that state one fact. */
export interface Coverage {
  readonly rule: Rule;
  /** Undefined: all that the rule finds. */
  readonly fact?: string;
}

/** What a decision settles. The first says how many rows it covers; the others speak of the same rows. */
export function coverageOf({
  decision,
  provider = '',
}: Pick<DataDecision, 'decision' | 'provider'>): readonly [Coverage, ...Coverage[]] {
  const rule = excludedBy.find(([name]) => name === decision)?.[1];
  if (rule) return [{ rule }];
  const links = { rule: providerUnmapped, fact: `${factOfProvider}${provider}` };
  return provider === 'oidc' ? [links, { rule: legacyProviderId }] : [links];
}

/** Whether this is among what is covered. */
export function isCovered(coverage: Coverage, ruleId: string, fact: string): boolean {
  return coverage.rule.id === ruleId && (coverage.fact === undefined || coverage.fact === fact);
}

/** The provider whose links a finding of providers/unmapped is about. */
export function providerOf({ id, what }: Pick<Finding, 'id' | 'what'>): string | undefined {
  if (id !== providerUnmapped.id || !what.startsWith(factOfProvider)) return undefined;
  const end = what.lastIndexOf(': planned none, found ');
  return end < 0 ? undefined : what.slice(factOfProvider.length, end);
}

/** As templates/sql/data/provider-unmapped says it. */
const factOfProvider = 'user_external_ids: users of provider ';

/** The decisions that leave out all that a rule finds. */
export const excludedBy: readonly (readonly [DecisionKind, Rule])[] = [
  ['exclude-other-domains', foreignDomainUser],
  ['exclude-invalid-localparts', invalidLocalpart],
  ['exclude-orphan-rows', orphanRows],
  ['exclude-guests', guests],
];
