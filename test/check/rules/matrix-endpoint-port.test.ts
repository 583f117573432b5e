import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matrixEndpointPort } from '../../../src/check/rules/matrix-endpoint-port.ts';
import { masConfig, synapseConfig } from '../../compile/build-configs.ts';

const listeners = `server_name: a
listeners:
  - {port: 8008, type: http, resources: [{names: [client, federation]}]}
  - {port: 9000, type: metrics}
  - {path: /run/synapse.sock, type: http, resources: [{names: [client]}]}
`;

function observe(endpoint: string | undefined, synapse = listeners) {
  const text = `matrix:\n  homeserver: a\n${endpoint === undefined ? '' : `  endpoint: ${endpoint}\n`}`;
  return matrixEndpointPort.observe(synapseConfig(synapse), masConfig(text));
}

test('a port at which Synapse does not serve clients: both places and both ports', () => {
  const [found] = observe('http://localhost:8080/');
  assert.match(found?.what ?? '', /has port 8080; Synapse serves clients at 8008\./);
  assert.deepEqual(
    found?.where.map(({ file, line }) => [file, line]),
    [
      ['/etc/mas/config.yaml', 3],
      ['/etc/synapse/homeserver.yaml', 2],
    ],
  );
});

for (const endpoint of ['http://synapse:9000', 'http://synapse', 'https://synapse:8448/']) {
  test(`found: ${endpoint}`, () => assert.equal(observe(endpoint).length, 1));
}

for (const endpoint of [undefined, 'http://synapse:8008', 'https://matrix.example.com/', 'no address']) {
  test(`not found: ${endpoint ?? "MAS's default"}`, () => assert.deepEqual(observe(endpoint), []));
}

test('without listeners nothing is known: workers may have them', () => {
  assert.deepEqual(observe('http://localhost:8080', 'server_name: a\n'), []);
  assert.deepEqual(observe('http://localhost:8080', 'listeners:\n'), []);
});

test('the default of MAS is held against the listeners too', () => {
  const [found] = observe(undefined, listeners.replace('8008', '8018'));
  assert.match(found?.what ?? '', /is not set, which means port 8008/);
});

test('the old bind_port replaces all listeners', () => {
  assert.deepEqual(observe('http://localhost:8048', `${listeners}bind_port: 8448\n`), []);
  assert.equal(observe('http://localhost:8008', `${listeners}bind_port: 8448\n`).length, 1);
  assert.equal(observe('http://localhost:8048', 'bind_port: 8448\nunsecure_port: 0\n').length, 1);
});
