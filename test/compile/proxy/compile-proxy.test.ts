import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileProxy } from '../../../src/compile/proxy/compile-proxy.ts';
import { proxyKinds } from '../../../src/compile/proxy/proxy-kind.ts';
import { routeLoginsStep } from '../../../src/compile/proxy/route-logins-step.ts';
import { PlanError } from '../../../src/support/errors.ts';
import { templates } from '../templates.ts';
import { listener, masListener, proxyFacts } from './proxy-facts.ts';

const masAt = (publicBase: string, more = ''): string =>
  `{public_base: ${JSON.stringify(publicBase)}, listeners: [${masListener("{address: '127.0.0.1:8090'}")}]${more}}`;

for (const [what, given, named] of [
  ['a server name', { serverName: 'a.com; } server { listen 80' }, /^server_name is /],
  ['a server name that is an address', { serverName: '[::1]:8448' }, /^server_name is /],
  ['public_baseurl', { synapseYaml: 'public_baseurl: "https://a{b}`.com/"\n' }, /^the host of public_baseurl is /],
  ['the host of public_base', { masHttp: masAt("https://a';b.com/") }, /^the host of public_base is /],
  ['the path of public_base', { masHttp: masAt('https://a.com/$x;{}/') }, /^the path of public_base is /],
  ['a socket', { synapseYaml: listener('path: "/run/a b;.sock"') }, /^the socket of Synapse is /],
  ['a bind address', { synapseYaml: listener('port: 1, bind_addresses: ["a\\nb"]') }, /^the address of Synapse is /],
  ['an endpoint', { endpoint: 'http://a$b:80/' }, /^the address of MAS is /],
  ['a file', { wellKnown: '/srv/${x}\nreturn 200' }, /^--well-known is /],
] as const) {
  test(`${what} with letters that a proxy could take for rules is refused`, () => {
    for (const kind of proxyKinds.filter((each) => what !== 'a socket' || each !== 'traefik')) {
      assert.throws(
        () => compileProxy(kind, proxyFacts(given), templates),
        (error: unknown) => {
          assert.ok(error instanceof PlanError);
          assert.deepEqual(
            error.problems.map(({ code }) => code),
            ['CONFIG_WRONG_TYPE'],
          );
          assert.match(error.problems[0]?.message ?? '', named);
          return true;
        },
      );
    }
  });
}

test('all that is refused is named at once, each with its place', () => {
  const facts = proxyFacts({ serverName: 'a;', synapseYaml: `public_baseurl: "https://b!/"\n${listener('port: 1')}` });
  assert.throws(
    () => compileProxy('nginx', facts, templates),
    (error: unknown) => {
      assert.ok(error instanceof PlanError);
      assert.deepEqual(
        error.problems.map(({ place }) => place?.line),
        [1, 2],
      );
      return true;
    },
  );
});

for (const [what, given, expected] of [
  ['the proxies that MAS trusts by itself', {}, /http\.trusted_proxies: 192\.168\.0\.0\/16, .*10\.0\.0\.0\/10/],
  [
    'those that it is told to trust',
    { masHttp: masAt('https://auth.example.com/', ', trusted_proxies: [10.9.0.0/16]') },
    /http\.trusted_proxies: 10\.9\.0\.0\/16\./,
  ],
  [
    'that it trusts nobody',
    { masHttp: masAt('https://auth.example.com/', ', trusted_proxies: []') },
    /http\.trusted_proxies: nobody\./,
  ],
  ['that Synapse does not read X-Forwarded-For', { synapseYaml: listener('port: 1') }, /x_forwarded: true/],
  [
    'that MAS reaches Synapse by the address that is closed to it',
    { matrixEndpoint: 'https://matrix.example.com/' },
    /^# matrix\.endpoint of MAS is matrix\.example\.com/m,
  ],
  ['that MAS has no public address', { masHttp: masAt('http://[::]:8080/') }, /^# http\.public_base of MAS is no/m],
  [
    'that public_baseurl has a path',
    { synapseYaml: `public_baseurl: https://example.com/matrix/\n${listener('port: 1')}` },
    /^# public_baseurl has a path/m,
  ],
] as const) {
  test(`the rules say ${what}`, () => {
    for (const kind of proxyKinds) assert.match(compileProxy(kind, proxyFacts(given), templates), expected);
  });
}

test('where all is well there is nothing else to say', () => {
  const [first = '', second = '', third = ''] = compileProxy('nginx', proxyFacts(), templates).split('\n');
  assert.match(first, /trusted_proxies/);
  assert.match(second, /has to be in one of these/);
  assert.doesNotMatch(third, /^#/);
});

test('the port of a name is no part of it', () => {
  const facts = proxyFacts({
    serverName: 'example.com:8448',
    synapseYaml: `public_baseurl: https://example.com:8448/\n${listener('port: 1')}`,
  });
  const names = [...compileProxy('nginx', facts, templates).matchAll(/server_name (.*);/g)].map(([, name]) => name);
  assert.deepEqual(names, ['example.com', 'auth.example.com']);
});

test('a public_baseurl that is no URL counts as none', () => {
  const facts = proxyFacts({ synapseYaml: `public_baseurl: matrix/\n${listener('port: 1')}` });
  assert.match(compileProxy('nginx', facts, templates), /server_name example\.com;/);
});

test('nginx takes uploads as large as Synapse does', () => {
  for (const [size, expected] of [
    ['', '50M'],
    ['max_upload_size: 2G\n', '2G'],
    ['max_upload_size: 1048576\n', '1048576'],
    ['max_upload_size: "1; }"\n', '50M'],
  ] as const) {
    const rules = compileProxy('nginx', proxyFacts({ synapseYaml: size + listener('port: 1') }), templates);
    assert.ok(rules.includes(`client_max_body_size ${expected};`), size);
  }
});

test('the step has the rules of the proxy, and how they come into force', () => {
  for (const kind of proxyKinds) {
    const { id, phase, instructions } = routeLoginsStep(proxyFacts(), kind, templates);
    const [first, ...rest] = instructions.split('\n');
    assert.deepEqual([id, phase], ['operator/route-logins', 'finish']);
    assert.match(first ?? '', /^# Into .*(&& systemctl reload|Traefik reads it by itself)/);
    assert.equal(rest.join('\n'), compileProxy(kind, proxyFacts(), templates));
  }
});

test('without a proxy the step names every route, and the option', () => {
  const lines = routeLoginsStep(proxyFacts(), undefined, templates).instructions.split('\n');
  assert.deepEqual(
    lines.filter((line) => line.startsWith('/')),
    [
      '/_matrix/client/*/login',
      '/_matrix/client/*/login/sso/redirect',
      '/_matrix/client/*/login/sso/redirect/',
      '/_matrix/client/*/login/sso/redirect/*',
      '/_matrix/client/*/logout',
      '/_matrix/client/*/logout/all',
      '/_matrix/client/*/refresh',
    ],
  );
  assert.match(lines[0] ?? '', /of matrix\.example\.com.* to MAS at 127\.0\.0\.1:8090:$/);
  assert.match(lines.at(-1) ?? '', /--proxy nginx\|caddy\|traefik\|haproxy\|apache/);
});
