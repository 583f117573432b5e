import { isTrueInPython, optionOf } from '../../check/python-value.ts';
import type { ConfigTree } from '../../config/config-tree.ts';
import type { Listener } from '../../plan/types.gen.ts';

/**
 * The listeners of Synapse's main process that speak HTTP, as Synapse reads them (synapse/config/server.py): `bind_port` replaces
 * `listeners`, `no_tls` drops those with TLS, and one without an address listens on all.
 */
export function synapseListeners(tree: ConfigTree): readonly Listener[] {
  const bindPort = portOf(tree.value(['bind_port']));
  if (bindPort !== undefined) return oldListeners(tree, bindPort);
  const listeners = tree.value(['listeners']);
  if (!Array.isArray(listeners)) return [];
  const noTls = isTrueInPython(tree.value(['no_tls']));
  return listeners.flatMap(readListener).filter(({ tls, sockets }) => !(noTls && tls && sockets.length === 0));
}

function oldListeners(tree: ConfigTree, bindPort: number): readonly Listener[] {
  const host = textOf(tree.value(['bind_host'])) ?? '';
  const unsecure = tree.value(['unsecure_port']);
  const listener = (port: number, tls: boolean): Listener => ({
    addresses: [{ host, port }],
    sockets: [],
    tls,
    resources: ['client', 'federation'],
  });
  const plain = portOf(unsecure === undefined ? bindPort - 400 : unsecure);
  return [listener(bindPort, true), ...(plain === undefined ? [] : [listener(plain, false)])];
}

function readListener(listener: unknown): readonly Listener[] {
  if (optionOf(listener, 'type') !== 'http') return [];
  const port = portOf(optionOf(listener, 'port'));
  const path = textOf(optionOf(listener, 'path'));
  const resources = listOf(optionOf(listener, 'resources')).flatMap((each) => textsOf(optionOf(each, 'names')));
  const common = { tls: isTrueInPython(optionOf(listener, 'tls', false)), resources: [...new Set(resources)] };
  if (path !== undefined) return [{ addresses: [], sockets: [path], ...common, tls: false }];
  if (port === undefined) return [];
  const hosts = [...textsOf(optionOf(listener, 'bind_addresses')), ...textsOf(optionOf(listener, 'bind_address'))];
  return [
    {
      addresses: (hosts.length > 0 ? hosts : ['::', '0.0.0.0']).map((host) => ({ host, port })),
      sockets: [],
      ...common,
    },
  ];
}

function portOf(value: unknown): number | undefined {
  const port = typeof value === 'bigint' ? Number(value) : value;
  return typeof port === 'number' && Number.isInteger(port) && port > 0 && port < 65_536 ? port : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function textsOf(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value : [value]).flatMap((each) => textOf(each) ?? []);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
