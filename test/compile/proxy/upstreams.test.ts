import assert from 'node:assert/strict';
import { test } from 'node:test';
import { masUpstream } from '../../../src/compile/proxy/mas-upstream.ts';
import { synapseUpstream } from '../../../src/compile/proxy/synapse-upstream.ts';
import { listener, masListener, proxyFacts } from './proxy-facts.ts';

const publicHost = 'matrix.example.com';

for (const [what, synapseYaml, expected] of [
  ['one address', listener('port: 8008, bind_addresses: [192.0.2.7]'), '192.0.2.7:8008'],
  ['the nearest of several', listener("port: 8008, bind_addresses: ['::1', 127.0.0.1]"), '127.0.0.1:8008'],
  ['all addresses', listener("port: 8010, bind_addresses: ['::', 0.0.0.0]"), '127.0.0.1:8010'],
  ['no address', listener('port: 8009'), '127.0.0.1:8009'],
  ['the old bind_address', listener("port: 8008, bind_address: '::1'"), '[::1]:8008'],
  ['a socket', listener('path: /run/synapse.sock, mode: 666'), '/run/synapse.sock'],
  [
    'the first of those for clients',
    `listeners:
  - {type: metrics, port: 9000}
  - {type: http, port: 8448, tls: true, resources: [{names: [client]}]}
  - {type: http, port: 8007, resources: [{names: [federation]}]}
  - {type: http, port: 8006, resources: [{names: [health]}, {names: [client]}]}
`,
    '127.0.0.1:8006',
  ],
  ['no listener for clients, so where MAS finds it', 'listeners: [{type: http, port: 1}]\n', 'synapse.internal:8080'],
  ['no listeners', 'listeners:\n', 'synapse.internal:8080'],
  ['listeners that are none', 'listeners: [7, {type: http, resources: 3}]\n', 'synapse.internal:8080'],
] as const) {
  test(`Synapse is reached at ${what}`, () => {
    const { synapse, mas } = proxyFacts({ synapseYaml, matrixEndpoint: 'http://synapse.internal:8080/' });
    const { address, socket } = synapseUpstream(synapse, mas, { publicHost, sockets: true });
    assert.equal(socket ?? address, expected);
  });
}

test('a proxy that can use no socket reaches Synapse where MAS does, never at its public address', () => {
  const synapseYaml = listener('path: /run/synapse.sock');
  for (const [matrixEndpoint, expected] of [
    ['http://10.0.0.8/', '10.0.0.8:80'],
    [`https://${publicHost}/`, '127.0.0.1:8008'],
  ] as const) {
    const { synapse, mas } = proxyFacts({ synapseYaml, matrixEndpoint });
    const found = synapseUpstream(synapse, mas, { publicHost, sockets: false });
    assert.deepEqual([found.address, found.socket], [expected, undefined]);
  }
});

for (const [where, expected] of [
  ['port: 1', false],
  ['port: 1, x_forwarded: true', true],
  ['path: /a', true],
  ['path: /a, x_forwarded: false', false],
] as const) {
  test(`a listener with ${where} ${expected ? 'reads' : 'ignores'} X-Forwarded-For`, () => {
    const { synapse, mas } = proxyFacts({ synapseYaml: listener(where) });
    assert.equal(synapseUpstream(synapse, mas, { publicHost, sockets: true }).readsForwarded, expected);
  });
}

const publicBase = "public_base: 'https://auth.example.com/'";
const inner = (port: number): string =>
  `{binds: [{address: '127.0.0.1:${port}'}], resources: [{name: discovery}, {name: oauth}]}`;

for (const [what, masHttp, endpoint, expected] of [
  [
    'where Synapse finds it',
    `{${publicBase}, listeners: [${masListener('{port: 8080}')}]}`,
    'http://mas:8080/',
    'mas:8080',
  ],
  [
    'its listener, when Synapse would go by the public address',
    `{${publicBase}, listeners: [${masListener("{address: '[::]:8081'}")}]}`,
    'https://auth.example.com/',
    '127.0.0.1:8081',
  ],
  [
    'the listener for browsers, when Synapse has one of its own',
    `{${publicBase}, listeners: [${inner(8082)}, ${masListener('{host: 10.0.0.9, port: 8083}')}]}`,
    'http://127.0.0.1:8082/',
    '10.0.0.9:8083',
  ],
  [
    'a socket',
    `{${publicBase}, listeners: [${masListener('{socket: /run/mas.sock}')}]}`,
    'https://auth.example.com/',
    '/run/mas.sock',
  ],
  [
    'a listener without the PROXY protocol',
    `{${publicBase}, listeners: [${masListener('{port: 1}', ', proxy_protocol: true')}, ${masListener('{port: 2}')}]}`,
    'https://auth.example.com/',
    '127.0.0.1:2',
  ],
  ['its own port, when nothing is known', `{${publicBase}}`, 'https://auth.example.com/', '127.0.0.1:8080'],
] as const) {
  test(`MAS is reached at ${what}`, () => {
    const { mas } = proxyFacts({ masHttp });
    const { address, socket } = masUpstream(mas, endpoint, { sockets: true });
    assert.equal(socket ?? address, expected);
  });
}

test('the prefix of a listener is where MAS answers', () => {
  const { mas } = proxyFacts({
    masHttp: `{${publicBase}, listeners: [${masListener('{port: 8080}', ', prefix: /auth/')}]}`,
  });
  assert.equal(masUpstream(mas, 'https://auth.example.com/', { sockets: true }).prefix, '/auth');
  assert.equal(masUpstream(mas, 'http://mas:8080/auth/', { sockets: true }).prefix, '/auth');
});

test('an upstream with TLS has the name for its certificate', () => {
  const { mas } = proxyFacts({ masHttp: `{${publicBase}}` });
  assert.deepEqual(masUpstream(mas, 'https://mas.internal/', { sockets: true }), {
    address: 'mas.internal:443',
    tlsName: 'mas.internal',
    prefix: '',
  });
});
