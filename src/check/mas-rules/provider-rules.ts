import type { Rule } from '../rule.ts';
import { providerAlgorithms } from './provider/provider-algorithms.ts';
import { providerConflict } from './provider/provider-conflict.ts';
import { providerDiffers } from './provider/provider-differs.ts';
import { providerLocalpart } from './provider/provider-localpart.ts';
import { providerOptionLost } from './provider/provider-option-lost.ts';
import { providerSecretLost } from './provider/provider-secret-lost.ts';
import { providerTemplate } from './provider/provider-template.ts';
import { providerUserProfile } from './provider/provider-user-profile.ts';

/** What is found while providers are taken over into MAS's configuration. */
export const providerRules: readonly Rule[] = [
  providerOptionLost,
  providerSecretLost,
  providerTemplate,
  providerUserProfile,
  providerConflict,
  providerLocalpart,
  providerAlgorithms,
  providerDiffers,
];
