import type { MasConfig } from '../config/mas-config.ts';

export interface MasEndpoint {
  readonly url: string;
  /** Why this one, for the reviewer. */
  readonly why: string;
}

/**
 * Where Synapse reaches MAS, by MAS's own configuration: a listener with the resources that Synapse needs, where it is
 * bound to one address and speaks plain HTTP; else the public address; and where that is a wildcard, this machine.
 */
export function chooseMasEndpoint(mas: MasConfig): MasEndpoint {
  const binds = readListeners(mas).flatMap((listener) =>
    listener.binds.map((bind) => ({ ...bind, prefix: listener.prefix })),
  );
  const fixed = binds.find((bind) => !isWildcard(bind.host));
  if (fixed) return { url: address(fixed), why: 'MAS listens there' };
  const publicHost = URL.canParse(mas.publicBase) ? new URL(mas.publicBase).hostname : '::';
  if (!isWildcard(publicHost))
    return { url: mas.publicBase, why: 'the public address of MAS; an internal one would be better' };
  const any = binds[0] ?? { host: '', port: 8080, prefix: '/' };
  return {
    url: address({ ...any, host: 'localhost' }),
    why: 'MAS listens on all addresses, and is taken to run on the machine of Synapse',
  };
}

interface Bind {
  readonly host: string;
  readonly port: number;
}

interface Listener {
  readonly prefix: string;
  readonly binds: readonly Bind[];
}

/** Listeners of plain HTTP that serve what Synapse asks for; those of MAS itself where it has no section http. */
function readListeners(mas: MasConfig): readonly Listener[] {
  const listeners = mas.tree.value(['http', 'listeners']);
  if (mas.tree.value(['http']) === undefined) return [{ prefix: '/', binds: [{ host: '::', port: 8080 }] }];
  if (!Array.isArray(listeners)) return [];
  return listeners.filter(isRecord).flatMap((listener) => {
    const names = Array.isArray(listener.resources)
      ? listener.resources.filter(isRecord).map((resource) => resource.name)
      : [];
    const isUsable =
      names.includes('discovery') &&
      names.includes('oauth') &&
      !isRecord(listener.tls) &&
      listener.proxy_protocol !== true;
    if (!isUsable) return [];
    const prefix =
      typeof listener.prefix === 'string' ? `/${listener.prefix.replace(/^\/|\/$/g, '')}/`.replace('//', '/') : '/';
    return [{ prefix, binds: Array.isArray(listener.binds) ? listener.binds.filter(isRecord).flatMap(readBind) : [] }];
  });
}

/** MAS binds to `{address}` or `{host, port}`; sockets and file descriptors have no URL. */
function readBind(bind: Readonly<Record<string, unknown>>): readonly Bind[] {
  if (typeof bind.port === 'number')
    return [{ host: typeof bind.host === 'string' ? bind.host : '::', port: bind.port }];
  const [, host, port] = (typeof bind.address === 'string' && /^(.*):(\d+)$/.exec(bind.address)) || [];
  return host === undefined ? [] : [{ host: host.replace(/^\[|\]$/g, ''), port: Number(port) }];
}

function isWildcard(host: string): boolean {
  return ['', '::', '[::]', '0.0.0.0', '*'].includes(host);
}

function address(bind: Bind & { readonly prefix: string }): string {
  const host = bind.host.includes(':') ? `[${bind.host}]` : bind.host;
  return `http://${host}:${bind.port}${bind.prefix}`;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
