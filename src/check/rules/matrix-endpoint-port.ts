import type { ConfigTree } from '../../config/config-tree.ts';
import { type ConfigRule, placesOf } from '../config-rule.ts';
import { isTrueInPython, optionOf } from '../python-value.ts';

export const matrixEndpointPort: ConfigRule = {
  id: 'mas/matrix-endpoint-port',
  severity: 'info',
  title: 'MAS looks for Synapse at a port at which Synapse does not listen',
  why: 'MAS makes users and devices in Synapse through matrix.endpoint. Unless a proxy, a worker or a container maps the port, nobody can log in.',
  remedy:
    'Set matrix.endpoint in the configuration of MAS to a listener of Synapse with the resource client, unless something between the two has that port.',
  learntFrom: ['MAS: docs/setup/homeserver.md', 'Synapse: synapse/config/server.py'],
  observe({ tree }, mas) {
    const port = portOf(mas.matrix.endpoint);
    const ports = clientPorts(tree);
    if (port === undefined || ports.length === 0 || ports.includes(port)) return [];
    const written = mas.tree.place(['matrix', 'endpoint']);
    const what = `matrix.endpoint of MAS ${written ? 'has' : 'is not set, which means'} port ${port}; Synapse serves clients at ${ports.join(', ')}.`;
    const from = tree.place(['bind_port']) ?? tree.place(['listeners']);
    return [{ what, where: placesOf(written ?? mas.matrix.place, from) }];
  },
};

/** Undefined where the address is surely that of a proxy: HTTPS at its usual port. */
function portOf(endpoint: string): number | undefined {
  if (!URL.canParse(endpoint)) return undefined;
  const { protocol, port } = new URL(endpoint);
  if (port !== '') return Number(port);
  return protocol === 'http:' ? 80 : undefined;
}

/** TCP ports with the resource client, below which MAS finds its API. `bind_port` replaces all listeners. */
function clientPorts(tree: ConfigTree): readonly number[] {
  const bindPort = tree.value(['bind_port']);
  if (isTrueInPython(bindPort)) {
    const unsecure = tree.value(['unsecure_port']);
    return [Number(bindPort), unsecure === undefined ? Number(bindPort) - 400 : Number(unsecure)].filter(
      (port) => port > 0,
    );
  }
  const listeners = tree.value(['listeners']);
  if (!Array.isArray(listeners)) return [];
  return listeners.flatMap((listener: unknown) => {
    const port = optionOf(listener, 'port');
    const resources = optionOf(listener, 'resources');
    const isClient = Array.isArray(resources) && resources.some(servesClients);
    return typeof port === 'number' && isClient ? [port] : [];
  });
}

function servesClients(resource: unknown): boolean {
  const names = optionOf(resource, 'names');
  return Array.isArray(names) ? names.includes('client') : names === 'client';
}
