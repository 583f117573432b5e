import type { MasConfig } from '../../config/mas-config.ts';
import { readMasListeners } from '../mas-listeners.ts';
import { type Upstream, upstreamAt, upstreamOf } from './upstream.ts';

/**
 * Where a proxy reaches MAS: where Synapse does, unless that is the public address, from which a request would come
 * back to the proxy, or a listener that has nothing for browsers and old clients; then a listener that has.
 * @param endpoint of `matrix_authentication_service`
 * @param options `sockets`: whether the proxy can use Unix sockets
 */
export function masUpstream(mas: MasConfig, endpoint: string, options: { readonly sockets: boolean }): Upstream {
  const listeners = readMasListeners(mas);
  const serving = listeners.filter(
    ({ resources, isPlain }) => isPlain && needed.every((name) => resources.includes(name)),
  );
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  const isPublic = URL.canParse(mas.publicBase) && new URL(mas.publicBase).host === url?.host;
  const isThere = (all: typeof listeners): boolean =>
    all.some(({ binds }) => binds.some(({ port }) => port === Number(url?.port)));
  const chosen = isPublic || (isThere(listeners) && !isThere(serving)) ? undefined : upstreamOf(endpoint);
  return chosen ?? serving.flatMap((listener) => upstreamsOf(listener, options))[0] ?? upstreamAt('', 8080);
}

/** Resources of MAS that clients and browsers ask for. */
const needed = ['human', 'oauth', 'compat'];

function upstreamsOf(
  { binds, sockets, prefix }: ReturnType<typeof readMasListeners>[number],
  options: { readonly sockets: boolean },
): readonly Upstream[] {
  const path = prefix.replace(/\/$/, '');
  return [
    ...binds.map(({ host, port }) => upstreamAt(host, port, path)),
    ...(options.sockets ? sockets.map((socket) => ({ socket, prefix: path })) : []),
  ];
}
