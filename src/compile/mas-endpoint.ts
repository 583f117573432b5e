import type { MasConfig } from '../config/mas-config.ts';
import { isWildcard, type MasBind, readMasListeners } from './mas-listeners.ts';

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
  const binds = readMasListeners(mas)
    .filter(({ resources, isPlain }) => isPlain && resources.includes('discovery') && resources.includes('oauth'))
    .flatMap((listener) => listener.binds.map((bind) => ({ ...bind, prefix: listener.prefix })));
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

function address(bind: MasBind & { readonly prefix: string }): string {
  const host = bind.host.includes(':') ? `[${bind.host}]` : bind.host;
  return `http://${host}:${bind.port}${bind.prefix}`;
}
