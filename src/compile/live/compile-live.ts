import type { MasConfig } from '../../config/mas-config.ts';
import type { SynapseConfig } from '../../config/synapse-config.ts';
import type { Listener, Live } from '../../plan/types.gen.ts';
import { readMasListeners } from '../mas-listeners.ts';
import { synapseListeners } from './synapse-listeners.ts';

/**
 * Where both services can be asked once they run.
 * @param mas as the plan leaves it
 * @param endpoint of `matrix_authentication_service`
 */
export function compileLive(
  synapse: Pick<SynapseConfig, 'tree' | 'serverName' | 'publicBaseurl'>,
  mas: MasConfig,
  endpoint: string,
): Live {
  const shared = secretPlace(mas);
  return {
    synapse: {
      publicBaseurl: withoutUser(synapse.publicBaseurl ?? `https://${synapse.serverName}/`),
      endpoint: withoutUser(mas.matrix.endpoint),
      listeners: [...synapseListeners(synapse.tree)],
    },
    mas: {
      publicBase: withoutUser(mas.publicBase),
      issuer: withoutUser(mas.issuer),
      ...(URL.canParse(endpoint) ? { endpoint: withoutUser(endpoint) } : {}),
      listeners: masListeners(mas),
      ...(shared ? { sharedSecret: shared } : {}),
    },
  };
}

/** A plan shows no password; who wrote one into a URL is told so elsewhere. */
function withoutUser(url: string): string {
  if (!URL.canParse(url)) return url;
  const parsed = new URL(url);
  if (parsed.username === '' && parsed.password === '') return url;
  parsed.username = '';
  parsed.password = '';
  return parsed.href;
}

function masListeners(mas: MasConfig): Listener[] {
  return readMasListeners(mas).map(({ prefix, resources, isTls, isProxied, binds, sockets }) => ({
    addresses: binds.filter(({ port }) => port > 0 && port < 65_536).map(({ host, port }) => ({ host, port })),
    sockets: [...sockets],
    tls: isTls,
    ...(isProxied ? { proxyProtocol: true } : {}),
    ...(prefix === '/' ? {} : { prefix }),
    resources: [...resources],
  }));
}

function secretPlace({ matrix: { sharedSecret } }: MasConfig): Live['mas']['sharedSecret'] {
  if (!sharedSecret) return undefined;
  if (sharedSecret.kind === 'file') return { file: sharedSecret.path };
  return sharedSecret.place.file === undefined ? undefined : { file: sharedSecret.place.file, key: 'matrix.secret' };
}
