import { placesOf, toFinding } from '../../../check/config-rule.ts';
import {
  providerAlgorithms,
  providerConflict,
  providerOptionLost,
  providerSecretLost,
  providerTemplate,
  providerUserProfile,
} from '../../../check/mas-rules/provider-rules.ts';
import type { SynapseProvider } from '../../../config/synapse-config.ts';
import type { Finding } from '../../../plan/types.gen.ts';
import { lostOptions } from './lost-options.ts';
import type { ProviderOptions } from './provider-options.ts';

/** What a reviewer has to know of a provider that MAS takes over. */
export function providerFindings(
  { authProvider, place }: SynapseProvider,
  from: ProviderOptions,
  mapped: {
    readonly usesUserinfo: boolean;
    readonly isSecretLost: boolean;
    readonly untranslated: readonly { readonly option: string; readonly unknown: readonly string[] }[];
  },
): readonly Finding[] {
  const at = (...path: readonly string[]) => placesOf(from.place(...path) ?? place);
  const config = ['user_mapping_provider', 'config'] as const;
  const algorithms = from.texts('id_token_signing_alg_values_supported') ?? [];
  const source = mapped.usesUserinfo
    ? 'Its profiles come from the userinfo endpoint (fetch_userinfo: true), as in Synapse.'
    : 'Its profiles come from the ID token alone, as in Synapse.';
  const profile = { what: `${authProvider}: ${source}`, where: at('user_profile_method') };
  const conflict = { what: `${authProvider} has allow_existing_users.`, where: at('allow_existing_users') };
  const secret = { what: `${authProvider} has client_secret_jwt_key.`, where: at('client_secret_jwt_key') };
  const several = {
    what: `${authProvider} has ${algorithms.join(', ')}; MAS is told ${algorithms.includes('RS256') ? 'RS256' : algorithms[0]}.`,
    where: at('id_token_signing_alg_values_supported'),
  };
  return [
    ...(mapped.isSecretLost ? [toFinding(providerSecretLost, secret)] : []),
    ...mapped.untranslated.map(({ option, unknown }) =>
      toFinding(providerTemplate, {
        what: `${authProvider}: ${option} uses ${unknown.join(', ')}.`,
        where: at(...config, option),
      }),
    ),
    ...lostOptions(from).map(({ path, change, severity }) => ({
      ...toFinding(providerOptionLost, {
        what: `${authProvider} has ${path.join('.')}. ${change}`,
        where: at(...path),
      }),
      severity,
    })),
    ...(algorithms.length > 1 ? [toFinding(providerAlgorithms, several)] : []),
    ...(from.flag('allow_existing_users') === true ? [toFinding(providerConflict, conflict)] : []),
    toFinding(providerUserProfile, profile),
  ];
}
