import type { ProxyFacts } from './proxy-facts.ts';
import type { PublicAddresses } from './public-addresses.ts';
import type { SynapseUpstream } from './synapse-upstream.ts';
import type { Upstream } from './upstream.ts';

/** What both services need so that a proxy in front of them does what it shall; a line each. */
export function proxyNotes(
  { synapse, mas }: ProxyFacts,
  addresses: PublicAddresses,
  upstreams: { readonly synapse: SynapseUpstream; readonly mas: Upstream },
): readonly string[] {
  return [
    ...(upstreams.mas.socket === undefined
      ? [
          `MAS takes X-Forwarded-For only from http.trusted_proxies: ${trustedProxies(mas)}.`,
          'The address from which this proxy reaches MAS has to be in one of these.',
        ]
      : []),
    ...(upstreams.synapse.readsForwarded
      ? []
      : ['Synapse takes X-Forwarded-For only with x_forwarded: true at its listener, which homeserver.yaml lacks.']),
    ...(isAt(mas.matrix.endpoint, addresses.synapse)
      ? [
          `matrix.endpoint of MAS is ${addresses.synapse}, where /_synapse/mas is refused below: give MAS the internal address of Synapse first.`,
        ]
      : []),
    ...(addresses.mas
      ? []
      : ['http.public_base of MAS is no public address yet, so nothing here leads browsers to it.']),
    ...(hasPath(synapse.publicBaseurl ?? '')
      ? ['public_baseurl has a path: whatever takes it away has to come before these rules.']
      : []),
  ];
}

/** MAS's own where its configuration names none; its 10.0.0.0/10 leaves out most of 10.0.0.0/8. */
function trustedProxies(mas: ProxyFacts['mas']): string {
  const configured = mas.tree.value(['http', 'trusted_proxies']);
  if (!Array.isArray(configured)) return '192.168.0.0/16, 172.16.0.0/12, 10.0.0.0/10, 127.0.0.1/8, fd00::/8, ::1/128';
  const networks = configured.filter(
    (each): each is string => typeof each === 'string' && /^[0-9a-f:./]+$/i.test(each),
  );
  return networks.length === 0 ? 'nobody' : networks.join(', ');
}

function isAt(url: string, host: string): boolean {
  return URL.canParse(url) && new URL(url).hostname === host;
}

function hasPath(url: string): boolean {
  return URL.canParse(url) && new URL(url).pathname !== '/';
}
