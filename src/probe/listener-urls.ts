import type { Listener } from '../plan/types.gen.ts';

/** Where one listener can be asked. */
export interface ListenerUrl {
  /** Ends with a slash. */
  readonly url: string;
  readonly socket?: string;
  readonly tls: boolean;
}

/**
 * Every address and socket of a listener, as seen from its own machine: all addresses become those of the loopback. Without those
 * that want the PROXY protocol.
 */
export function listenerUrls({
  addresses,
  sockets,
  tls,
  prefix = '/',
  proxyProtocol,
}: Listener): readonly ListenerUrl[] {
  if (proxyProtocol) return [];
  const scheme = tls ? 'https' : 'http';
  const urls = addresses.flatMap(({ host, port }) =>
    hostsOf(host).map((each) => `${scheme}://${bracketed(each)}:${port}${prefix}`),
  );
  return [
    ...[...new Set(urls)].filter((url) => URL.canParse(url)).map((url) => ({ url, tls })),
    ...sockets.map((socket) => ({ url: `${scheme}://localhost${prefix}`, socket, tls })),
  ];
}

function hostsOf(host: string): readonly string[] {
  if (host === '0.0.0.0') return ['127.0.0.1'];
  return ['', '::', '[::]', '*'].includes(host) ? ['127.0.0.1', '::1'] : [host];
}

function bracketed(host: string): string {
  return host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
}
