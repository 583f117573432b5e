import { placesOf, toFinding } from '../../../check/config-rule.ts';
import { passwordComplexity } from '../../../check/mas-rules/password-complexity.ts';
import { isTrueInPython, optionOf } from '../../../check/python-value.ts';
import type { MasConfig } from '../../../config/mas-config.ts';
import type { SynapseConfig } from '../../../config/synapse-config.ts';
import type { SettingsResult } from './settings-result.ts';

/**
 * `passwords.minimum_complexity` for Synapse's password policy. There is no equal; only a policy that demands long
 * passwords is taken as a wish for more than MAS asks for by itself, and nothing ever lowers it.
 */
export function passwordsSettings(synapse: SynapseConfig, mas: MasConfig): SettingsResult {
  const policy = synapse.tree.value(['password_config', 'policy']);
  const isPolicy = synapse.passwordsEnabled && isTrueInPython(optionOf(policy, 'enabled'));
  if (!isPolicy || !mas.passwords.enabled) return { changes: [], findings: [] };
  const path = ['passwords', 'minimum_complexity'] as const;
  const written = mas.tree.value(path);
  const length = Number(optionOf(policy, 'minimum_length', 0));
  const isRaised = written === undefined && length >= longPassword;
  const from = placesOf(synapse.tree.place(['password_config', 'policy']));
  const kinds = ['digit', 'symbol', 'uppercase', 'lowercase'].filter((kind) =>
    isTrueInPython(optionOf(policy, `require_${kind}`)),
  );
  const demands = [...(length > 0 ? [`${length} characters`] : []), ...kinds].join(', ') || 'nothing';
  const choice = isRaised
    ? 'passwords.minimum_complexity becomes 4'
    : `passwords.minimum_complexity stays ${written === undefined ? 'at the default of MAS, 3' : 'as it is'}`;
  return {
    changes: isRaised
      ? [{ path, value: 4, why: `Synapse has password_config.policy with minimum_length ${length}`, from }]
      : [],
    findings: [
      toFinding(passwordComplexity, {
        what: `The policy of Synapse demands: ${demands}. ${choice}.`,
        where: [...from, ...placesOf(mas.tree.place(path))],
      }),
    ],
  };
}

/** From this length on, a password that is no common word takes more than 1e10 guesses. */
const longPassword = 12;
