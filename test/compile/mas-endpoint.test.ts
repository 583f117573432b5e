import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseMasEndpoint } from '../../src/compile/mas-endpoint.ts';
import { masConfig } from './build-configs.ts';

const both = 'resources: [{name: discovery}, {name: oauth}]';
const cases: readonly (readonly [what: string, http: string, url: string])[] = [
  ['one address', `listeners: [{${both}, binds: [{address: '127.0.0.1:8090'}]}]`, 'http://127.0.0.1:8090/'],
  ['host and port', `listeners: [{${both}, binds: [{host: mas.internal, port: 80}]}]`, 'http://mas.internal:80/'],
  [
    'IPv6 and a prefix',
    `listeners: [{${both}, prefix: /auth, binds: [{address: '[::1]:8090'}]}]`,
    'http://[::1]:8090/auth/',
  ],
  [
    'all addresses, public base',
    `public_base: https://auth.example.com/\n  listeners: [{${both}, binds: [{address: '[::]:8080'}]}]`,
    'https://auth.example.com/',
  ],
  ['all addresses, no public base', `listeners: [{${both}, binds: [{port: 8081}]}]`, 'http://localhost:8081/'],
  [
    'TLS',
    `public_base: https://auth.example.com/\n  listeners: [{${both}, tls: {certificate: a, key: b}, binds: [{address: '127.0.0.1:8090'}]}]`,
    'https://auth.example.com/',
  ],
  [
    'no discovery',
    `public_base: https://auth.example.com/\n  listeners: [{resources: [{name: oauth}], binds: [{address: '127.0.0.1:8090'}]}]`,
    'https://auth.example.com/',
  ],
  [
    'a socket',
    `public_base: https://auth.example.com/\n  listeners: [{${both}, binds: [{socket: /run/mas.sock}]}]`,
    'https://auth.example.com/',
  ],
  ['no listeners', 'public_base: https://auth.example.com/', 'https://auth.example.com/'],
  ['nothing at all', 'trusted_proxies: []', 'http://localhost:8080/'],
];

for (const [what, http, url] of cases) {
  test(`endpoint: ${what}`, () => {
    assert.equal(chooseMasEndpoint(masConfig(`matrix: {secret: x}\nhttp:\n  ${http}\n`)).url, url);
  });
}
