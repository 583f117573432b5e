import { placeAround } from '../../config/place-around.ts';
import { type Place, type Problem, throwProblems } from '../../support/errors.ts';
import type { ProxyFacts } from './proxy-facts.ts';
import type { PublicAddresses } from './public-addresses.ts';
import type { Upstream } from './upstream.ts';

/**
 * Lets pass what stands for itself in the configuration of every proxy: none of these has to be quoted anywhere.
 * @throws PlanError CONFIG_WRONG_TYPE with every value that a proxy could read as something else
 */
export function checkProxyValues(
  { synapse, mas, wellKnown }: ProxyFacts,
  addresses: PublicAddresses,
  upstreams: { readonly synapse: Upstream; readonly mas: Upstream },
): void {
  const synapsePlace = (key: string): Place => placeAround(synapse.tree, [key]);
  const masPlace = (...path: readonly string[]): Place => placeAround(mas.tree, path);
  const upstreamValues = (what: string, upstream: Upstream, place: Place): readonly Value[] => [
    { what: `the address of ${what}`, text: upstream.address, pattern: address, place },
    { what: `the socket of ${what}`, text: upstream.socket, pattern: path, place },
    { what: `the path of ${what}`, text: upstream.prefix, pattern: prefix, place },
  ];
  const values: readonly Value[] = [
    { what: 'server_name', text: addresses.serverName, pattern: host, place: synapsePlace('server_name') },
    {
      what: 'the host of public_baseurl',
      text: addresses.synapse,
      pattern: host,
      place: synapsePlace('public_baseurl'),
    },
    {
      what: 'the host of public_base',
      text: addresses.mas?.host,
      pattern: host,
      place: masPlace('http', 'public_base'),
    },
    {
      what: 'the path of public_base',
      text: addresses.mas?.prefix,
      pattern: prefix,
      place: masPlace('http', 'public_base'),
    },
    { what: '--well-known', text: wellKnown, pattern: path, place: { key: '--well-known' } },
    ...upstreamValues('Synapse', upstreams.synapse, synapsePlace('listeners')),
    ...upstreamValues('MAS', upstreams.mas, masPlace('http', 'listeners')),
  ];
  throwProblems(values.flatMap(problemOf));
}

interface Value {
  readonly what: string;
  readonly text: string | undefined;
  readonly pattern: RegExp;
  readonly place: Place;
}

const host = /^[a-z0-9]([a-z0-9._-]*[a-z0-9])?$/i;
const address = /^([a-z0-9]([a-z0-9._-]*[a-z0-9])?|\[[0-9a-f:.]+\]):\d+$/i;
const path = /^\/[\w./@+,=~-]+$/;
const prefix = /^(\/[\w~-]+)*$/;

function problemOf({ what, text, pattern, place }: Value): readonly Problem[] {
  if (text === undefined || pattern.test(text)) return [];
  return [
    {
      code: 'CONFIG_WRONG_TYPE',
      message: `${what} is ${JSON.stringify(text)}, which --proxy cannot write into the configuration of a proxy`,
      place,
      remedy: 'Use a name of plain letters and digits, or plan without --proxy and write the routes by hand.',
    },
  ];
}
