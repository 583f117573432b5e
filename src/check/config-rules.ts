import type { ConfigRule } from './config-rule.ts';
import { masSettingRules } from './mas-rules/mas-setting-rules.ts';
import { providerRules } from './mas-rules/provider-rules.ts';
import type { Rule } from './rule.ts';
import { compatResourceMissing } from './rules/compat-resource-missing.ts';
import { guestsEnabled } from './rules/guests-enabled.ts';
import { contradictoryOption, masHiddenOption, synapseHiddenOption } from './rules/hidden-option.ts';
import { issuerDiffers } from './rules/issuer-differs.ts';
import { matrixEndpointPort } from './rules/matrix-endpoint-port.ts';
import { moduleCallbacks } from './rules/module-callbacks.ts';
import { optionInvalid } from './rules/option-invalid.ts';
import { passwordModule } from './rules/password-module.ts';
import { passwordPepper } from './rules/password-pepper.ts';
import { passwordScheme } from './rules/password-scheme.ts';
import { passwordsDisabled } from './rules/passwords-disabled.ts';
import { providerNotLinked } from './rules/provider-not-linked.ts';
import { publicBaseNotPublic } from './rules/public-base-not-public.ts';
import { redirectUri } from './rules/redirect-uri.ts';
import { secretsIncomplete } from './rules/secrets-incomplete.ts';
import { serverNameMismatch } from './rules/server-name-mismatch.ts';
import { sharedSecretDiffers, sharedSecretUnread } from './rules/shared-secret-differs.ts';
import { sharedSecretForm } from './rules/shared-secret-form.ts';
import { sharedSecretMissing } from './rules/shared-secret-missing.ts';
import { unicodeNormalization } from './rules/unicode-normalization.ts';
import { wellKnownRules } from './rules/well-known-client.ts';
import { workerRoutes } from './rules/worker-routes.ts';
import { synapseRefusals } from './synapse-refusals.ts';

/** Rules about what both configurations say together. */
export const settingRules: readonly ConfigRule[] = [
  optionInvalid,
  serverNameMismatch,
  sharedSecretMissing,
  sharedSecretForm,
  sharedSecretDiffers,
  sharedSecretUnread,
  secretsIncomplete,
  matrixEndpointPort,
  publicBaseNotPublic,
  issuerDiffers,
  compatResourceMissing,
  passwordsDisabled,
  passwordScheme,
  passwordPepper,
  unicodeNormalization,
  passwordModule,
  moduleCallbacks,
  guestsEnabled,
  synapseHiddenOption,
  masHiddenOption,
  contradictoryOption,
];

/** Every rule that looks at configurations only, for `explain`. */
export const configRules: readonly Rule[] = [
  ...synapseRefusals,
  ...settingRules,
  ...wellKnownRules,
  ...masSettingRules,
  ...providerRules,
  providerNotLinked,
  redirectUri,
  workerRoutes,
];
