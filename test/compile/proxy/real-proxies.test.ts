import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { compileProxy } from '../../../src/compile/proxy/compile-proxy.ts';
import type { ProxyFacts } from '../../../src/compile/proxy/proxy-facts.ts';
import { templates } from '../templates.ts';
import { detours, isForMasAlone, paths } from './paths.ts';
import { listener, masListener, proxyFacts } from './proxy-facts.ts';
import { type Ask, openFolder, type RealProxy, runProxy } from './run-proxy.ts';
import { startStub } from './stub-upstream.ts';

const matrix = 'matrix.example.com';
const wellKnown = '/.well-known/matrix/client';

for (const kind of ['nginx', 'haproxy', 'apache', 'caddy'] as const) {
  test(`${kind} in front of both services`, async (t) => {
    const ask = await threeNames(t, kind);

    await t.test('every path of the table goes where it belongs, as it was sent', async () => {
      for (const [path, to] of paths) {
        const { status, echo } = await ask(matrix, `${path}?a=%2Fb`);
        if (to === 'refused') assert.ok(echo === undefined && [403, 404].includes(status), `${path} ${status}`);
        else assert.deepEqual([echo?.who, echo?.url], [to, `${path}?a=%2Fb`], path);
      }
    });

    await t.test('no detour leads to what only MAS may ask', async () => {
      for (const path of detours) {
        const { echo } = await ask(matrix, path);
        assert.ok(echo?.who !== 'synapse' || !isForMasAlone(echo.url), `${path} ${echo?.url}`);
      }
    });

    await t.test('a query does not change where a path goes', async () => {
      const path = '/_matrix/client/v3/login/sso/redirect/oidc-dex?redirectUrl=https://a.example/../_synapse/mas/b';
      assert.deepEqual((await ask(matrix, path)).echo?.who, 'mas');
      assert.equal((await ask(matrix, '/_matrix/client/v3/sync?since=/../login')).echo?.who, 'synapse');
    });

    await t.test(
      'both services learn the address of the client, whatever it claims, and the name it used',
      async () => {
        const claims = { 'X-Forwarded-For': '6.6.6.6, 7.7.7.7', 'X-Forwarded-Proto': 'gopher' };
        for (const [host, path] of [
          [matrix, '/_matrix/client/v3/login'],
          [matrix, '/_matrix/client/v3/sync'],
          ['auth.example.com', '/login'],
        ] as const) {
          const headers = (await ask(host, path, claims)).echo?.headers;
          assert.equal(headers?.['x-forwarded-for'], '127.0.0.1', path);
          assert.equal(headers?.['x-forwarded-proto'], 'http', path);
          assert.equal(headers?.host, host, path);
        }
      },
    );

    await t.test('the name of MAS leads to MAS, and the others nowhere else', async () => {
      for (const path of ['/', '/login', '/.well-known/openid-configuration', '/_matrix/client/v3/login']) {
        assert.equal((await ask('auth.example.com', path)).echo?.who, 'mas', path);
      }
      assert.equal((await ask('example.com', '/_synapse/mas/query_user')).echo, undefined);
      assert.equal((await ask(matrix, '/login')).echo, undefined);
    });

    await t.test('.well-known comes from Synapse, with each header once', async () => {
      const { echo, headers } = await ask('example.com', wellKnown);
      assert.deepEqual([echo?.who, echo?.url], ['synapse', wellKnown]);
      assert.deepEqual(headers['access-control-allow-origin'], ['*']);
      assert.deepEqual(headers['content-type'], ['application/json']);
    });
  });

  test(`${kind} with one name for all, a file, a socket and another prefix of MAS`, async (t) => {
    const folder = openFolder(t);
    const file = join(folder, 'client');
    writeFileSync(file, '{"m.homeserver": {}}', { mode: 0o644 });
    const ask = await oneName(t, kind, folder, file);

    await t.test('MAS is asked below its own prefix', async () => {
      for (const [path, asked] of [
        ['/_matrix/client/v3/login', '/auth/_matrix/client/v3/login'],
        [
          '/_matrix/client/v3/login/sso/redirect/oidc-dex?a=b',
          '/auth/_matrix/client/v3/login/sso/redirect/oidc-dex?a=b',
        ],
        ['/account/', '/auth/'],
        ['/account/login?a=b', '/auth/login?a=b'],
        ['/account/_matrix/client/v3/login', '/auth/_matrix/client/v3/login'],
      ] as const) {
        const { echo } = await ask(matrix, path);
        assert.deepEqual([echo?.who, echo?.url], ['mas', asked], path);
      }
    });

    await t.test('Synapse is asked by its socket', async () => {
      const { echo } = await ask(matrix, '/_matrix/client/v3/directory/room/%23a%2Fb:example.com');
      assert.deepEqual([echo?.who, echo?.url], ['synapse', '/_matrix/client/v3/directory/room/%23a%2Fb:example.com']);
      assert.equal(echo?.headers['x-forwarded-for'], '127.0.0.1');
      assert.equal((await ask(matrix, '/_synapse/mas/query_user')).echo, undefined);
    });

    await t.test('.well-known is the file, with each header once', async () => {
      const { status, body, headers } = await ask(matrix, wellKnown);
      assert.deepEqual([status, body], [200, '{"m.homeserver": {}}']);
      assert.deepEqual(headers['access-control-allow-origin'], ['*']);
      assert.deepEqual(headers['content-type'], ['application/json']);
    });
  });

  test(`${kind} does not fall back to plain HTTP`, async (t) => {
    const plain = await startStub(t, 'synapse');
    const url = `https://127.0.0.1:${plain}/`;
    const rules = rulesOf(kind, {
      synapseYaml: `public_baseurl: https://${matrix}/\n`,
      matrixEndpoint: url,
      endpoint: url,
    });
    const ask = await runProxy(t, kind, rules, openFolder(t));
    for (const path of ['/_matrix/client/v3/login', '/_matrix/client/v3/sync']) {
      const { status, echo } = await ask(matrix, path);
      assert.ok(echo === undefined && status >= 500, `${path} ${status}`);
    }
  });
}

for (const kind of ['nginx', 'haproxy', 'apache', 'caddy'] as const) {
  for (const prefix of ['', '/auth']) {
    test(`${kind} asks MAS by a socket${prefix === '' ? '' : ', below a prefix'}`, async (t) => {
      const folder = openFolder(t);
      const [synapse, mas] = [join(folder, 'synapse.sock'), join(folder, 'mas.sock')];
      await startStub(t, 'synapse', synapse);
      await startStub(t, 'mas', mas);
      const rules = rulesOf(kind, {
        synapseYaml: `public_baseurl: https://${matrix}/\n${listener(`path: ${synapse}`)}`,
        masHttp: `{public_base: 'https://auth.example.com/', listeners: [${masListener(`{socket: ${mas}}`, `, prefix: ${prefix}/`)}]}`,
        endpoint: 'https://auth.example.com/',
      });
      const ask = await runProxy(t, kind, rules, folder);
      for (const [path, to] of paths.filter((each) => each[1] !== 'refused')) {
        const { echo } = await ask(matrix, `${path}?a=%2Fb`);
        assert.deepEqual([echo?.who, echo?.url], [to, `${to === 'mas' ? prefix : ''}${path}?a=%2Fb`]);
      }
      const { echo } = await ask('auth.example.com', '/login?a=%2Fb');
      assert.deepEqual(
        [echo?.who, echo?.url, echo?.headers.host],
        ['mas', `${prefix}/login?a=%2Fb`, 'auth.example.com'],
      );
    });
  }
}

test('HAProxy refuses what only MAS may ask under names that other rules lead to Synapse', async (t) => {
  const ask = await threeNames(t, 'haproxy', (rules) =>
    rules.replace('\nbackend synapse\n', '    default_backend synapse\n\nbackend synapse\n'),
  );
  assert.equal((await ask('other.example.com', '/_synapse/client/unsubscribe')).echo?.who, 'synapse');
  const refused = paths.filter(([, to]) => to === 'refused').map(([path]) => path);
  for (const host of [matrix, 'example.com', 'other.example.com', 'example.com:8448']) {
    for (const path of [...refused, ...detours]) {
      const { echo } = await ask(host, path);
      assert.ok(echo === undefined || !isForMasAlone(echo.url), `${host} ${path}`);
    }
  }
});

/** Both services on ports of this machine, each under a name of its own; with changes of the operator to the rules. */
async function threeNames(t: TestContext, kind: RealProxy, change = (rules: string): string => rules): Promise<Ask> {
  const [synapse, mas] = [await startStub(t, 'synapse'), await startStub(t, 'mas')];
  return await runProxy(
    t,
    kind,
    change(
      rulesOf(kind, {
        synapseYaml: `public_baseurl: https://${matrix}/\n${listener(`port: ${synapse}, bind_addresses: ['::1', '127.0.0.1']`)}`,
        masHttp: `{public_base: 'https://auth.example.com/', listeners: [${masListener(`{address: '127.0.0.1:${mas}'}`)}]}`,
        endpoint: `http://127.0.0.1:${mas}/`,
      }),
    ),
    openFolder(t),
  );
}

async function oneName(t: TestContext, kind: RealProxy, folder: string, file: string): Promise<Ask> {
  const socket = join(folder, 'synapse.sock');
  await startStub(t, 'synapse', socket);
  const mas = await startStub(t, 'mas');
  return await runProxy(
    t,
    kind,
    rulesOf(kind, {
      serverName: matrix,
      synapseYaml: `public_baseurl: https://${matrix}/\n${listener(`path: ${socket}`)}`,
      masHttp: `{public_base: 'https://${matrix}/account/', listeners: [${masListener(`{port: ${mas}}`, ', prefix: /auth/')}]}`,
      endpoint: `https://${matrix}/account/`,
      wellKnown: file,
    }),
    folder,
  );
}

function rulesOf(kind: RealProxy, given: Parameters<typeof proxyFacts>[0]): string {
  const facts: ProxyFacts = proxyFacts(given);
  return compileProxy(kind, facts, templates);
}
