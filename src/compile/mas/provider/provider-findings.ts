import { placesOf, toFinding } from '../../../check/config-rule.ts';
import { providerAlgorithms } from '../../../check/mas-rules/provider/provider-algorithms.ts';
import { providerConflict } from '../../../check/mas-rules/provider/provider-conflict.ts';
import { providerLocalpart } from '../../../check/mas-rules/provider/provider-localpart.ts';
import { providerOptionLost } from '../../../check/mas-rules/provider/provider-option-lost.ts';
import { providerSecretLost } from '../../../check/mas-rules/provider/provider-secret-lost.ts';
import { providerTemplate } from '../../../check/mas-rules/provider/provider-template.ts';
import { providerUserProfile } from '../../../check/mas-rules/provider/provider-user-profile.ts';
import type { SynapseProvider } from '../../../config/synapse-config.ts';
import type { Finding } from '../../../plan/types.gen.ts';
import type { ClaimsImports } from './claims-imports.ts';
import { lostOptions } from './lost-options.ts';
import type { ProviderOptions } from './provider-options.ts';

/** What a reviewer has to know of a provider that MAS takes over. */
export function providerFindings(
  { authProvider, place }: SynapseProvider,
  from: ProviderOptions,
  mapped: {
    readonly usesUserinfo: boolean;
    readonly nameOfAccounts: ClaimsImports['nameOfAccounts'];
    readonly isSecretLost: boolean;
    readonly untranslated: ClaimsImports['untranslated'];
  },
): readonly Finding[] {
  const at = (...path: readonly string[]) => placesOf(from.place(...path) ?? place);
  const config = ['user_mapping_provider', 'config'] as const;
  const algorithms = from.texts('id_token_signing_alg_values_supported') ?? [];
  const source = mapped.usesUserinfo
    ? `Its profiles come from the userinfo endpoint (fetch_userinfo: true), as in Synapse: ${reason(from)}.`
    : 'Its profiles come from the ID token alone, as in Synapse: its scopes have openid, and it has no user_profile_method: userinfo_endpoint.';
  const profile = { what: `${authProvider}: ${source}`, where: at('user_profile_method') };
  const conflict = { what: `${authProvider} has allow_existing_users.`, where: at('allow_existing_users') };
  const localpart = {
    what: `${authProvider}: new accounts get the name that localpart_template gives, in lower case.`,
    where: at(...config, 'localpart_template'),
  };
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
    ...lostOptions(from).map(({ path, fact, change, severity }) => ({
      ...toFinding(providerOptionLost, {
        what: `${authProvider} ${fact ?? `has ${path.join('.')}.`} ${change}`,
        where: at(...path),
      }),
      severity,
    })),
    ...(algorithms.length > 1 ? [toFinding(providerAlgorithms, several)] : []),
    ...(mapped.nameOfAccounts === 'linked' ? [toFinding(providerConflict, conflict)] : []),
    ...(mapped.nameOfAccounts === undefined ? [] : [toFinding(providerLocalpart, localpart)]),
    toFinding(providerUserProfile, profile),
  ];
}

function reason(from: ProviderOptions): string {
  return from.text('user_profile_method') === 'userinfo_endpoint'
    ? 'it has user_profile_method: userinfo_endpoint'
    : 'its scopes have no openid';
}
