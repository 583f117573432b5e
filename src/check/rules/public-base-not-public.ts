import { placeAround } from '../../config/place-around.ts';
import type { ConfigRule } from '../config-rule.ts';

export const publicBaseNotPublic: ConfigRule = {
  id: 'mas/public-base-not-public',
  severity: 'warning',
  title: 'The public address of MAS cannot be reached by clients',
  why: 'Clients are sent to http.public_base to log in. A generated configuration has http://[::]:8080/, which is no address of a server; where Synapse is public, MAS must be so too.',
  remedy: 'Set http.public_base to the https address under which browsers reach MAS.',
  learntFrom: [
    'MAS: crates/config http section',
    'element-hq/matrix-authentication-service#5163',
    'element-hq/matrix-authentication-service#5487',
  ],
  observe(synapse, mas) {
    const what = findObstacle(mas.publicBase, synapse.publicBaseurl);
    if (what === undefined) return [];
    return [
      {
        what: `http.public_base is ${what}.`,
        where: [placeAround(mas.tree, ['http', 'public_base'])],
      },
    ];
  },
};

/** A homeserver that is itself in a private network, or without https, may have its MAS there. */
function findObstacle(publicBase: string, homeserver = ''): string | undefined {
  if (!URL.canParse(publicBase)) return 'no URL';
  const { hostname, protocol } = new URL(publicBase);
  if (hostname === '') return 'no URL';
  if (['[::]', '0.0.0.0', '[::1]', '127.0.0.1', 'localhost'].includes(hostname)) return `at ${hostname}`;
  if (!URL.canParse(homeserver)) return undefined;
  const { hostname: other, protocol: otherProtocol } = new URL(homeserver);
  if (isPrivate.test(hostname) && !isPrivate.test(other))
    return `at ${hostname}, which is a private address; that of Synapse is ${other}`;
  return protocol === 'https:' || otherProtocol !== 'https:'
    ? undefined
    : `at ${hostname} without https, and Synapse has it`;
}

/** Addresses that no router forwards (RFC 1918, 4193, 6762, 8375), and names without a dot. */
const isPrivate =
  /^(10\.|127\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|\[f[cde]|[^.:[\]]+$)|\.(local|internal|localhost|home\.arpa)$/;
