import type { Rule } from '../../rule.ts';
import { sources } from './common.ts';

export const providerAlgorithms: Rule = {
  id: 'mas/provider-algorithms',
  severity: 'info',
  title: 'MAS expects one algorithm for the ID tokens of a provider',
  why: 'Synapse takes any of id_token_signing_alg_values_supported, MAS only id_token_signed_response_alg: other tokens are refused.',
  remedy: 'Set id_token_signed_response_alg to the one that the provider uses.',
  learntFrom: sources,
};
