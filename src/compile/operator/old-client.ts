import type { MasConfig } from '../../config/mas-config.ts';
import type { SynapseConfig } from '../../config/synapse-config.ts';
import type { Place } from '../../support/errors.ts';

/** The client as which Synapse asked MAS by experimental_features.msc3861; the stable integration has none. */
export interface OldClient {
  readonly clientId?: string;
  /** In `clients` of MAS's configuration, where it was found there. */
  readonly place?: Place;
}

/** Undefined where homeserver.yaml has no experimental_features.msc3861. */
export function readOldClient(synapse: SynapseConfig, mas: MasConfig): OldClient | undefined {
  const section = synapse.tree.value(['experimental_features', 'msc3861']);
  if (!isMapping(section) || Object.keys(section).length === 0) return undefined;
  const clientId = section.client_id;
  if (typeof clientId !== 'string') return {};
  const clients = mas.tree.value(['clients']);
  const index = Array.isArray(clients)
    ? clients.findIndex((client: unknown) => isMapping(client) && client.client_id === clientId)
    : -1;
  const place = index < 0 ? undefined : mas.tree.place(['clients', index]);
  return { clientId, ...(place ? { place } : {}) };
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
