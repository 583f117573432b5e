import type { MasConfig } from '../config/mas-config.ts';

/** A listener of MAS, as far as others have to reach it. */
export interface MasListener {
  /** With a slash at both ends. */
  readonly prefix: string;
  readonly resources: readonly string[];
  readonly isTls: boolean;
  /** Wants the PROXY protocol. */
  readonly isProxied: boolean;
  /** Speaks HTTP without either. */
  readonly isPlain: boolean;
  readonly binds: readonly MasBind[];
  /** Paths of Unix sockets. */
  readonly sockets: readonly string[];
}

export interface MasBind {
  readonly host: string;
  readonly port: number;
}

/** `http.listeners`; the public one of MAS itself where it has no section http. File descriptors have no address. */
export function readMasListeners(mas: MasConfig): readonly MasListener[] {
  if (mas.tree.value(['http']) === undefined) return [ownListener];
  const listeners = mas.tree.value(['http', 'listeners']);
  if (!Array.isArray(listeners)) return [];
  return listeners.filter(isRecord).map((listener) => {
    const binds = recordsOf(listener.binds);
    const isTls = isRecord(listener.tls);
    const isProxied = listener.proxy_protocol === true;
    return {
      prefix:
        typeof listener.prefix === 'string' ? `/${listener.prefix.replace(/^\/|\/$/g, '')}/`.replace('//', '/') : '/',
      resources: recordsOf(listener.resources).flatMap(({ name }) => (typeof name === 'string' ? [name] : [])),
      isTls,
      isProxied,
      isPlain: !isTls && !isProxied,
      binds: binds.flatMap(readBind),
      sockets: binds.flatMap(({ socket }) => (typeof socket === 'string' ? [socket] : [])),
    };
  });
}

/** Whether MAS listens on all addresses; such a host is no address to connect to. */
export function isWildcard(host: string): boolean {
  return ['', '::', '[::]', '0.0.0.0', '*'].includes(host);
}

const ownListener: MasListener = {
  prefix: '/',
  resources: ['discovery', 'human', 'oauth', 'compat', 'graphql', 'assets'],
  isTls: false,
  isProxied: false,
  isPlain: true,
  binds: [{ host: '::', port: 8080 }],
  sockets: [],
};

/** MAS binds to `{address}` or `{host, port}`. */
function readBind(bind: Readonly<Record<string, unknown>>): readonly MasBind[] {
  if (typeof bind.port === 'number')
    return [{ host: typeof bind.host === 'string' ? bind.host : '::', port: bind.port }];
  const [, host, port] = (typeof bind.address === 'string' && /^(.*):(\d+)$/.exec(bind.address)) || [];
  return host === undefined ? [] : [{ host: host.replace(/^\[|\]$/g, ''), port: Number(port) }];
}

function recordsOf(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
