import { posix } from 'node:path';
import { renderTemplate, type Templates } from '../../support/templates.ts';
import { checkProxyValues } from './check-proxy-values.ts';
import { masUpstream } from './mas-upstream.ts';
import type { ProxyFacts } from './proxy-facts.ts';
import type { ProxyKind } from './proxy-kind.ts';
import { proxyNotes } from './proxy-notes.ts';
import { type PublicAddresses, publicAddresses } from './public-addresses.ts';
import { compatPattern, dotsPattern, refusedPattern, synapsePrefixes } from './routes.ts';
import { synapseUpstream } from './synapse-upstream.ts';
import type { Upstream } from './upstream.ts';

/**
 * Rules for a reverse proxy: old clients' logins to MAS, MAS's own address, .well-known, all else as before.
 * @throws PlanError CONFIG_WRONG_TYPE where a name or a path has letters that a proxy could take for rules
 */
export function compileProxy(kind: ProxyKind, facts: ProxyFacts, templates: Templates): string {
  const addresses = publicAddresses(facts);
  const sockets = kind !== 'traefik';
  const upstreams = {
    synapse: synapseUpstream(facts.synapse, facts.mas, { publicHost: addresses.synapse, sockets }),
    mas: masUpstream(facts.mas, facts.endpoint, { sockets }),
  };
  checkProxyValues(facts, addresses, upstreams);
  const wellKnown = facts.wellKnown === undefined ? undefined : fileParts(facts.wellKnown);
  const isMoved = addresses.mas !== undefined && addresses.mas.prefix !== upstreams.mas.prefix;
  const context = {
    notes: proxyNotes(facts, addresses, upstreams),
    compat: compatPattern,
    refused: refusedPattern,
    dots: dotsPattern,
    synapsePrefixes,
    addresses,
    sites: sitesOf(addresses),
    synapse: inTemplate(upstreams.synapse),
    mas: {
      ...inTemplate(upstreams.mas),
      publicPrefix: addresses.mas?.prefix,
      isMoved,
    },
    wellKnown,
    isSocket: [upstreams.synapse, upstreams.mas].some(({ socket }) => socket !== undefined),
    isTls: [upstreams.synapse, upstreams.mas].some(({ tlsName }) => tlsName !== undefined),
    maxUploadSize: maxUploadSize(facts),
  };
  return renderTemplate(templates, `config/proxy/${kind}.hbs`, context).trimEnd();
}

/** What is served under one name. */
interface Site {
  readonly host: string;
  readonly isSynapse: boolean;
  readonly isServerName: boolean;
  readonly isMas: boolean;
  readonly isMasAlone: boolean;
}

function sitesOf({ synapse, serverName, mas }: PublicAddresses): readonly Site[] {
  return [...new Set([synapse, serverName, ...(mas ? [mas.host] : [])])].map((host) => ({
    host,
    isSynapse: host === synapse,
    isServerName: host === serverName,
    isMas: host === mas?.host,
    isMasAlone: host !== synapse && host !== serverName,
  }));
}

/** Templates are strict: what is absent has to be there as undefined. */
function inTemplate({ address, socket, tlsName, prefix }: Upstream): object {
  return { address, socket, tlsName, prefix, scheme: tlsName === undefined ? 'http' : 'https' };
}

function fileParts(path: string): { readonly path: string; readonly folder: string; readonly name: string } {
  return { path, folder: posix.dirname(path), name: posix.basename(path) };
}

/** nginx takes 1M unless told otherwise; Synapse has 50M. */
function maxUploadSize({ synapse }: ProxyFacts): string {
  const size = String(synapse.tree.value(['max_upload_size']) ?? '');
  return /^\d+[KMG]?$/.test(size) ? size : '50M';
}
