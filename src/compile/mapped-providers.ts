import type { MasConfig } from '../config/mas-config.ts';

/** A provider of MAS that takes over users of Synapse. */
export interface MappedProvider {
  readonly synapseIdpId: string;
  /** upstream_oauth_provider_id as a UUID. */
  readonly id: string;
  readonly name?: string;
}

/**
 * The providers with a synapse_idp_id; of several with the same one the first (the others are a finding). Not `oauth-delegated`:
 * Synapse itself writes that name.
 */
export function mappedProviders(mas: MasConfig): readonly MappedProvider[] {
  const providers = new Map<string, MappedProvider>();
  for (const { synapseIdpId, uuid, humanName } of mas.providers) {
    if (
      synapseIdpId === undefined ||
      uuid === undefined ||
      synapseIdpId === 'oauth-delegated' ||
      providers.has(synapseIdpId)
    )
      continue;
    providers.set(synapseIdpId, { synapseIdpId, id: uuid, ...(humanName === undefined ? {} : { name: humanName }) });
  }
  return [...providers.values()];
}
