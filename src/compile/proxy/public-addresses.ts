import { isWildcard } from '../mas-listeners.ts';
import type { ProxyFacts } from './proxy-facts.ts';

/** Under which names people reach what the proxy serves. */
export interface PublicAddresses {
  /** Where clients find Synapse. */
  readonly synapse: string;
  /** Where clients look for .well-known. */
  readonly serverName: string;
  /** `prefix` is '' or `/path`; undefined where http.public_base is no public address. */
  readonly mas: { readonly host: string; readonly prefix: string } | undefined;
}

/** Host names without ports: what a proxy compares with. Synapse takes https://<server_name>/ where it has no public_baseurl. */
export function publicAddresses({ synapse, mas }: Pick<ProxyFacts, 'synapse' | 'mas'>): PublicAddresses {
  const serverName = synapse.serverName.replace(/:\d+$/, '');
  const masBase = URL.canParse(mas.publicBase) ? new URL(mas.publicBase) : undefined;
  return {
    serverName,
    synapse: URL.canParse(synapse.publicBaseurl ?? '') ? new URL(synapse.publicBaseurl ?? '').hostname : serverName,
    mas:
      masBase && !isWildcard(masBase.hostname)
        ? { host: masBase.hostname, prefix: masBase.pathname.replace(/\/+$/, '') }
        : undefined,
  };
}
