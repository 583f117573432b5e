import type { MasConfig } from '../config/mas-config.ts';
import type { SynapseConfig } from '../config/synapse-config.ts';
import type { Finding } from '../plan/types.gen.ts';
import { toFinding } from './config-rule.ts';
import { settingRules } from './config-rules.ts';

/** What does not fit between both configurations, in the order of the rules. */
export function checkMasSettings(synapse: SynapseConfig, mas: MasConfig): Finding[] {
  return settingRules.flatMap((rule) => rule.observe(synapse, mas).map((observation) => toFinding(rule, observation)));
}
