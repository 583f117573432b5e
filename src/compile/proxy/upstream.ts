import { isWildcard } from '../mas-listeners.ts';

/** Where a proxy reaches a service. */
export interface Upstream {
  /** `host:port`; undefined where it is a socket. */
  readonly address?: string;
  /** Path of a Unix socket. */
  readonly socket?: string;
  /** For the certificate, where the service speaks TLS. */
  readonly tlsName?: string;
  /** Below which the service answers: '' or `/path`. */
  readonly prefix: string;
}

/** An http or https URL as an upstream; undefined when it is neither. */
export function upstreamOf(url: string): Upstream | undefined {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed?.protocol !== 'http:' && parsed?.protocol !== 'https:') return undefined;
  const isTls = parsed.protocol === 'https:';
  return {
    address: `${parsed.hostname}:${parsed.port === '' ? (isTls ? 443 : 80) : parsed.port}`,
    ...(isTls ? { tlsName: parsed.hostname } : {}),
    prefix: parsed.pathname.replace(/\/+$/, ''),
  };
}

/** Of a service that listens there. All addresses of a machine are taken to be this one's. */
export function upstreamAt(host: string, port: number, prefix = ''): Upstream {
  const name = isWildcard(host) ? '127.0.0.1' : host;
  return { address: `${name.includes(':') ? `[${name}]` : name}:${port}`, prefix };
}
