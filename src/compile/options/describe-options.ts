import { placesOf } from '../../check/config-rule.ts';
import type { SynapseConfig } from '../../config/synapse-config.ts';
import type { PlanOption } from '../../plan/types.gen.ts';
import { consentListeners } from '../consent-listeners.ts';
import { delegationOptions } from './delegation-options.ts';
import { keptOptions } from './kept-options.ts';
import type { OptionPlan } from './option-plan.ts';
import { refusedOptions } from './refused-options.ts';

/**
 * What happens to each option of homeserver.yaml that MAS has to do with: every refusal of Synapse, every option that
 * does less beside MAS, and the section that the plan writes. Each key once; no value but those that the plan sets.
 */
export function describeOptions(synapse: SynapseConfig, plan: OptionPlan): readonly PlanOption[] {
  return [
    ...refusedOptions(synapse, plan),
    ...consentResources(synapse),
    ...delegationOptions(synapse, plan.delegation),
    ...keptOptions(synapse, plan),
  ];
}

/** The page of the consent goes with its section. */
function consentResources({ tree }: SynapseConfig): readonly PlanOption[] {
  const consent = tree.value(['user_consent']);
  if (consent === undefined || consent === null) return [];
  return consentListeners(tree).map(({ path, name, others }) => ({
    key: name,
    action: 'set',
    to: `[${others.join(', ')}]`,
    reason: 'Without user_consent Synapse stops while it opens a listener that serves consent.',
    where: [...placesOf(tree.place(path))],
  }));
}
