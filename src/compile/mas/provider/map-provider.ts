import type { SynapseConfig, SynapseProvider } from '../../../config/synapse-config.ts';
import type { Finding } from '../../../plan/types.gen.ts';
import type { YamlValue } from '../../yaml/yaml-value.ts';
import { claimsImports } from './claims-imports.ts';
import { clientAuthentication } from './client-authentication.ts';
import { providerFindings } from './provider-findings.ts';
import { type ProviderOptions, providerOptions } from './provider-options.ts';

export interface MappedOptions {
  /** Of one entry of `upstream_oauth2.providers`, without its id, in the order in which a person writes them. */
  readonly options: Readonly<Record<string, YamlValue>>;
  readonly findings: readonly Finding[];
}

/** What MAS's configuration has to say of a provider of Synapse; what MAS does by default is left out. */
export function mapProvider(synapse: SynapseConfig, provider: SynapseProvider): MappedOptions {
  const from = providerOptions(synapse, provider.path);
  const authentication = clientAuthentication(from);
  const scopes = from.texts('scopes') ?? ['openid'];
  const usesUserinfo = from.text('user_profile_method') === 'userinfo_endpoint' || !scopes.includes('openid');
  const claims = claimsImports(from, usesUserinfo);
  const options = defined({
    synapse_idp_id: provider.authProvider,
    human_name: provider.name,
    brand_name: from.text('idp_brand'),
    issuer: provider.issuer,
    client_id: provider.clientId ?? '',
    ...authentication.options,
    scope: scope(scopes),
    discovery_mode: discoveryMode(from),
    ...endpoints(from),
    pkce_method: unless('auto', from.text('pkce_method')),
    id_token_signed_response_alg: signingAlgorithm(from),
    fetch_userinfo: usesUserinfo ? true : undefined,
    ...parameters(from),
    on_backchannel_logout: from.flag('backchannel_logout_enabled') === true ? 'logout_all' : undefined,
    claims_imports: Object.keys(claims.options).length > 0 ? claims.options : undefined,
  });
  const findings = providerFindings(provider, from, {
    usesUserinfo,
    nameOfAccounts: claims.nameOfAccounts,
    isSecretLost: authentication.isLost,
    untranslated: claims.untranslated,
  });
  return { options, findings };
}

/** MAS refuses to start with an empty scope, and with one that has more than one blank between its parts. */
function scope(scopes: readonly string[]): string {
  const parts = scopes.flatMap((text) => text.split(/\s+/)).filter((part) => part !== '');
  return parts.length > 0 ? parts.join(' ') : 'profile';
}

/** Without discovery Synapse uses only the endpoints that are written down; without verification any issuer will do. */
function discoveryMode(from: ProviderOptions): string | undefined {
  if (from.flag('discover') === false) return 'disabled';
  return from.flag('skip_verification') === true ? 'insecure' : undefined;
}

/** An empty one counts for none in Synapse, and MAS does not start with it. */
function endpoints(from: ProviderOptions): Readonly<Record<string, YamlValue | undefined>> {
  const names = ['authorization_endpoint', 'token_endpoint', 'userinfo_endpoint', 'jwks_uri'] as const;
  return Object.fromEntries(names.map((name) => [name, from.text(name) || undefined]));
}

/** MAS expects one algorithm, RS256 unless told otherwise. */
function signingAlgorithm(from: ProviderOptions): string | undefined {
  const [first, ...more] = from.texts('id_token_signing_alg_values_supported') ?? [];
  return first === undefined || [first, ...more].includes('RS256') ? undefined : first;
}

/** Synapse takes numbers and booleans too, and sends them as Python writes them. */
function parameters(from: ProviderOptions): Readonly<Record<string, YamlValue | undefined>> {
  const given = Object.entries(from.section('additional_authorization_parameters') ?? {}).flatMap(
    ([name, value]): readonly (readonly [string, string])[] => {
      if (typeof value === 'boolean') return [[name, value ? 'True' : 'False']];
      return typeof value === 'string' || typeof value === 'number' ? [[name, String(value)]] : [];
    },
  );
  const mode = given.find(([name]) => name === 'response_mode')?.[1];
  const isMode = mode === 'query' || mode === 'form_post';
  const rest = given.filter(([name]) => name !== 'response_mode' || !isMode);
  return {
    response_mode: isMode ? mode : undefined,
    additional_authorization_parameters: rest.length > 0 ? Object.fromEntries(rest) : undefined,
  };
}

function unless(byDefault: string, value: string | undefined): string | undefined {
  return value === byDefault ? undefined : value;
}

function defined(options: Readonly<Record<string, YamlValue | undefined>>): Readonly<Record<string, YamlValue>> {
  return Object.fromEntries(
    Object.entries(options).filter((entry): entry is [string, YamlValue] => entry[1] !== undefined),
  );
}
