import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileLive } from '../../../src/compile/live/compile-live.ts';
import { masConfig, synapseConfig } from '../build-configs.ts';

const endpoint = 'http://127.0.0.1:8090/';
const synapse = synapseConfig('server_name: example.com\npublic_baseurl: https://matrix.example.com/');

test('what probes go by', () => {
  assert.deepEqual(compileLive(synapse, masConfig(), endpoint), {
    synapse: {
      publicBaseurl: 'https://matrix.example.com/',
      endpoint: 'http://localhost:8008/',
      listeners: [],
    },
    mas: {
      publicBase: 'https://auth.example.com/',
      issuer: 'https://auth.example.com/',
      endpoint,
      listeners: [
        {
          addresses: [{ host: '127.0.0.1', port: 8090 }],
          sockets: [],
          tls: false,
          resources: ['discovery', 'human', 'oauth', 'compat'],
        },
      ],
      sharedSecret: { file: '/run/secrets/mas' },
    },
  });
});

test('without public_baseurl clients are taken to find Synapse at its name', () => {
  const { publicBaseurl } = compileLive(synapseConfig('server_name: example.com:8448'), masConfig(), endpoint).synapse;
  assert.equal(publicBaseurl, 'https://example.com:8448/');
});

test('TLS, the PROXY protocol, a prefix and a socket of MAS', () => {
  const mas = masConfig(
    'matrix: {secret: x}\nhttp:\n  listeners: [{prefix: auth, proxy_protocol: true, tls: {}, resources: [], binds: [{socket: /run/mas.sock}]}]',
  );
  assert.deepEqual(compileLive(synapse, mas, endpoint).mas.listeners, [
    { addresses: [], sockets: ['/run/mas.sock'], tls: true, proxyProtocol: true, prefix: '/auth/', resources: [] },
  ]);
});

test('a secret of the configuration is named by its key, one of the environment by nothing', () => {
  const inline = compileLive(synapse, masConfig('matrix: {secret: x}'), endpoint);
  assert.deepEqual(inline.mas.sharedSecret, { file: '/etc/mas/config.yaml', key: 'matrix.secret' });
  const fromEnvironment = masConfig('matrix: {homeserver: example.com}', { MAS_MATRIX_SECRET: 'x' });
  assert.equal(compileLive(synapse, fromEnvironment, endpoint).mas.sharedSecret, undefined);
});

test('no URL shows a password, and what is none is left out', () => {
  const mas = masConfig(
    'matrix: {endpoint: "http://u:pw@localhost:8008"}\nhttp: {public_base: "https://u:pw@auth.example.com"}',
  );
  assert.doesNotMatch(JSON.stringify(compileLive(synapse, mas, 'http://u:pw@localhost')), /pw/);
  assert.equal(compileLive(synapse, mas, 'nothing').mas.endpoint, undefined);
});
