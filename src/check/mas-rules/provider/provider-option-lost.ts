import type { Rule } from '../../rule.ts';
import { sources } from './common.ts';

/** A warning where somebody can log in who could not, or the other way about. */
export const providerOptionLost: Rule = {
  id: 'mas/provider-option-lost',
  severity: 'warning',
  title: 'An option of a provider has no counterpart in MAS',
  why: 'MAS does not do this, so that something changes for those who log in by the provider.',
  remedy: 'Decide whether that is acceptable; otherwise let the provider itself do it.',
  learntFrom: sources,
};
