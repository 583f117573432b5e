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
  const rule = excluded[decision];
  if (rule) return [{ rule }];
  const links = { rule: providerUnmapped, fact: `user_external_ids: users of provider ${provider}` };
  return provider === 'oidc' ? [links, { rule: legacyProviderId }] : [links];
}

/** Whether this is among what is covered. */
export function isCovered(coverage: Coverage, ruleId: string, fact: string): boolean {
  return coverage.rule.id === ruleId && (coverage.fact === undefined || coverage.fact === fact);
}

const excluded: Readonly<Partial<Record<DecisionKind, Rule>>> = {
  'exclude-guests': guests,
  'exclude-other-domains': foreignDomainUser,
  'exclude-orphan-rows': orphanRows,
  'exclude-invalid-localparts': invalidLocalpart,
};
