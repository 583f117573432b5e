import type { ProviderOptions } from './provider-options.ts';

/** Whether a module of the operator maps users, and not one of the two names of Synapse's own: its options say what it likes. */
export function hasOwnMapping(from: ProviderOptions): boolean {
  const module = from.text('user_mapping_provider', 'module');
  return module !== undefined && !/^synapse\.handlers\.oidc(_handler)?\.JinjaOidcMappingProvider$/.test(module);
}
