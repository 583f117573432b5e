import type { MasConfig } from '../../config/mas-config.ts';
import type { SynapseConfig } from '../../config/synapse-config.ts';
import { type Upstream, upstreamAt, upstreamOf } from './upstream.ts';

export interface SynapseUpstream extends Upstream {
  /** Whether Synapse takes the address of a client from X-Forwarded-For. */
  readonly readsForwarded: boolean;
}

/**
 * Where a proxy reaches Synapse: its first listener for clients without TLS; else, where MAS reaches it.
 * @param options `sockets`: whether the proxy can use Unix sockets
 */
export function synapseUpstream(
  { tree }: Pick<SynapseConfig, 'tree'>,
  mas: MasConfig,
  options: { readonly publicHost: string; readonly sockets: boolean },
): SynapseUpstream {
  const listeners = tree.value(['listeners']);
  const usable = (Array.isArray(listeners) ? listeners.filter(isRecord) : []).flatMap(readListener);
  const found = usable.find(({ socket }) => options.sockets || socket === undefined);
  if (found) return found;
  const { endpoint } = mas.matrix;
  // Sent to its own public address, a request would come back to the proxy.
  const isPublic = URL.canParse(endpoint) && new URL(endpoint).hostname === options.publicHost;
  return {
    ...((isPublic ? undefined : upstreamOf(endpoint)) ?? upstreamAt('127.0.0.1', 8008)),
    readsForwarded: usable.length === 0 || usable.some(({ readsForwarded }) => readsForwarded),
  };
}

function readListener(listener: Readonly<Record<string, unknown>>): readonly SynapseUpstream[] {
  const resources = Array.isArray(listener.resources) ? listener.resources.filter(isRecord) : [];
  const servesClients = resources.some(({ names }) => Array.isArray(names) && names.includes('client'));
  if (listener.type !== 'http' || listener.tls === true || !servesClients) return [];
  const { path, port, x_forwarded: forwarded } = listener;
  // A socket has no other way to know its clients, so Synapse reads the header there unless told not to.
  if (typeof path === 'string') return [{ socket: path, prefix: '', readsForwarded: forwarded !== false }];
  if (typeof port !== 'number') return [];
  return [{ ...upstreamAt(bindAddress(listener), port), readsForwarded: forwarded === true }];
}

/** Of several, the nearest. */
function bindAddress(listener: Readonly<Record<string, unknown>>): string {
  const { bind_addresses: several, bind_address: one } = listener;
  const all = [...(Array.isArray(several) ? (several as readonly unknown[]) : []), one].filter(
    (address): address is string => typeof address === 'string' && address !== '',
  );
  return ['127.0.0.1', 'localhost', '0.0.0.0', '::1', '::'].find((near) => all.includes(near)) ?? all[0] ?? '';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
