import assert from 'node:assert/strict';
import { test } from 'node:test';
import { synapseListeners } from '../../../src/compile/live/synapse-listeners.ts';
import { synapseConfig } from '../build-configs.ts';

/** What a line says: addresses or sockets, `tls`, resources. */
const cases: readonly (readonly [what: string, yaml: string, listeners: readonly string[]])[] = [
  ['none', '', []],
  [
    'addresses',
    "listeners: [{type: http, port: 8008, bind_addresses: ['::1', 127.0.0.1], resources: [{names: [client, federation]}]}]",
    ['::1|8008 127.0.0.1|8008 client federation'],
  ],
  [
    'no address',
    'listeners: [{type: http, port: 8008, resources: [{names: [client]}]}]',
    ['::|8008 0.0.0.0|8008 client'],
  ],
  ['one address', 'listeners: [{type: http, port: 8008, bind_address: 10.0.0.1}]', ['10.0.0.1|8008']],
  ['TLS', "listeners: [{type: http, tls: true, port: 8448, bind_addresses: ['']}]", ['::|8448 0.0.0.0|8448 tls']],
  [
    'no_tls',
    'no_tls: true\nlisteners: [{type: http, tls: true, port: 8448}, {type: http, port: 8008}]',
    ['::|8008 0.0.0.0|8008'],
  ],
  [
    'a socket',
    'listeners: [{type: http, path: /run/synapse.sock, resources: [{names: [client]}]}]',
    ['/run/synapse.sock client'],
  ],
  ['what does not speak HTTP', 'listeners: [{type: metrics, port: 9000}, {type: manhole, port: 9001}]', []],
  [
    'bind_port',
    'bind_port: 8448\nbind_host: 127.0.0.1\nlisteners: [{type: http, port: 1}]',
    ['127.0.0.1|8448 tls client federation', '127.0.0.1|8048 client federation'],
  ],
  ['no unsecure_port', 'bind_port: 8448\nunsecure_port: 0', ['|8448 tls client federation']],
  ['what is no port', 'listeners: [{type: http, port: 0}, {type: http, port: 99999}, {type: http}, 7]', []],
];

for (const [what, yaml, listeners] of cases) {
  test(`listeners of Synapse: ${what}`, () => {
    const found = synapseListeners(synapseConfig(`server_name: example.com\n${yaml}`).tree);
    const shown = found.map(({ addresses, sockets, tls, resources }) =>
      [...addresses.map(({ host, port }) => `${host}|${port}`), ...sockets, ...(tls ? ['tls'] : []), ...resources].join(
        ' ',
      ),
    );
    assert.deepEqual(shown, listeners);
  });
}
