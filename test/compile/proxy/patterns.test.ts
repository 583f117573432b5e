import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'yaml';
import { compileProxy } from '../../../src/compile/proxy/compile-proxy.ts';
import { proxyKinds } from '../../../src/compile/proxy/proxy-kind.ts';
import { templates } from '../templates.ts';
import { paths } from './paths.ts';
import { proxyFacts } from './proxy-facts.ts';

for (const kind of proxyKinds) {
  test(`the patterns of ${kind} send every path of the table where it belongs`, () => {
    const [refused, compat, ...rest] = patternsIn(compileProxy(kind, proxyFacts(), templates));
    assert.ok(refused && compat);
    assert.deepEqual(rest, []);
    for (const [path, to] of paths) {
      assert.equal(refused.test(path) ? 'refused' : compat.test(path) ? 'mas' : 'synapse', to, path);
    }
  });
}

test('the routers of Traefik send every path of the table where it belongs, by their priorities', () => {
  const { http } = parse(compileProxy('traefik', proxyFacts(), templates)) as { readonly http: TraefikHttp };
  const routers = Object.values(http.routers).sort((a, b) => b.priority - a.priority);
  for (const [path, to] of paths) {
    const router = routers.find(({ rule }) => matches(rule, 'matrix.example.com', path));
    assert.equal(router?.middlewares?.includes('matrix-nobody') ? 'refused' : router?.service, to, path);
  }
  const byHost = (host: string, path: string): unknown =>
    routers.find(({ rule }) => matches(rule, host, path))?.service;
  assert.equal(byHost('auth.example.com', '/login'), 'mas');
  assert.equal(byHost('example.com', '/.well-known/matrix/client'), 'synapse');
  assert.equal(byHost('example.com', '/_matrix/client/v3/login'), undefined);
  assert.deepEqual(http.services.mas, { loadBalancer: { servers: [{ url: 'http://127.0.0.1:8090' }] } });
});

interface TraefikHttp {
  readonly routers: Readonly<
    Record<
      string,
      {
        readonly rule: string;
        readonly priority: number;
        readonly service: string;
        readonly middlewares?: readonly string[];
      }
    >
  >;
  readonly services: Readonly<Record<string, unknown>>;
}

/** A rule is a host and one or more ways to look at the path. */
function matches(rule: string, host: string, path: string): boolean {
  const [first, ...others] = [...rule.matchAll(/(\w+)\(`([^`]*)`\)/g)].map(([, name = '', value = '']) => ({
    name,
    value,
  }));
  assert.equal(first?.name, 'Host');
  const ways: Readonly<Record<string, (value: string) => boolean>> = {
    Path: (value) => path === value,
    PathPrefix: (value) => path.startsWith(value),
    PathRegexp: (value) => new RegExp(value).test(path),
  };
  return first?.value === host && others.some(({ name, value }) => (ways[name] ?? assert.fail(name))(value));
}

/** Those of paths of Synapse: the one that is refused, then the one of MAS. */
function patternsIn(rules: string): readonly RegExp[] {
  const found = new Set([...rules.matchAll(/\^\/_(?:matrix\/client|synapse\/)[^\s"`]*/g)].map(([pattern]) => pattern));
  return [...found]
    .sort((a, b) => Number(b.includes('mas')) - Number(a.includes('mas')))
    .map((each) => new RegExp(each));
}
