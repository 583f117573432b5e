import { isTrueInPython, optionOf } from '../check/python-value.ts';
import type { Conditions } from '../check/versions/version-questions.ts';
import type { SynapseConfig } from '../config/synapse-config.ts';
import type { Delegation } from './compile-delegation.ts';

/** Which known faults of releases matter to the target configuration. */
export function faultConditions({ tree }: SynapseConfig, { endpoint, secretPath }: Delegation): Conditions {
  return {
    'endpoint-with-path': URL.canParse(endpoint) && new URL(endpoint).pathname !== '/',
    'secret-path': secretPath !== undefined,
    'dehydrated-devices': isTrueInPython(optionOf(tree.value(['experimental_features']), 'msc3814_enabled')),
  };
}
