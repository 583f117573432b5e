import type { ProxyFacts } from '../../../src/compile/proxy/proxy-facts.ts';
import { masConfig, synapseConfig } from '../build-configs.ts';

/** Both services as a proxy sees them; every part has a default. */
export function proxyFacts(
  given: {
    readonly serverName?: string;
    readonly synapseYaml?: string;
    readonly masHttp?: string;
    readonly matrixEndpoint?: string;
    readonly endpoint?: string;
    readonly wellKnown?: string;
  } = {},
): ProxyFacts {
  const {
    serverName = 'example.com',
    synapseYaml = `public_baseurl: https://matrix.example.com/\n${listener('port: 8008, bind_addresses: [127.0.0.1], x_forwarded: true')}`,
    masHttp = `{public_base: 'https://auth.example.com/', listeners: [${masListener("{address: '127.0.0.1:8090'}")}]}`,
    matrixEndpoint = 'http://127.0.0.1:8008/',
    endpoint = 'http://127.0.0.1:8090/',
    wellKnown,
  } = given;
  return {
    synapse: synapseConfig(`server_name: ${JSON.stringify(serverName)}\n${synapseYaml}`),
    mas: masConfig(`http: ${masHttp}\nmatrix: {homeserver: example.com, secret: x, endpoint: '${matrixEndpoint}'}\n`),
    endpoint,
    ...(wellKnown === undefined ? {} : { wellKnown }),
  };
}

/** A listener of Synapse for clients. */
export function listener(where: string): string {
  return `listeners: [{type: http, ${where}, resources: [{names: [client, federation]}]}]\n`;
}

/** A listener of MAS with all that the public asks for. */
export function masListener(bind: string, more = ''): string {
  return `{binds: [${bind}], resources: [${publicResources}]${more}}`;
}

const publicResources = ['discovery', 'human', 'oauth', 'compat', 'graphql', 'assets']
  .map((name) => `{name: ${name}}`)
  .join(', ');
