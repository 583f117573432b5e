import assert from 'node:assert/strict';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { freePort } from '../../src/cli/demo/free-port.ts';
import { schemaErrorsOf } from '../support/json-schemas.ts';
import { type CutoverWorld, moveHomeserver } from './cutover-world.ts';

/** What `verify --live --format json` prints. */
interface Report {
  readonly outcome: string;
  readonly probes: readonly {
    readonly id: string;
    readonly outcome: string;
    readonly code?: string;
    readonly detail: string;
  }[];
}

const routes = ['route/login', 'route/login-sso-redirect', 'route/logout', 'route/logout-all', 'route/refresh'];

test('a whole cutover: sessions from before work behind the proxy of the plan, and each fault is found for what it is', async (t) => {
  const world = await moveHomeserver(t);
  let mas = await world.mas.start();
  const where = await world.serve(world.rules);
  const live = (...options: readonly string[]) => verifyLive(world, ['--wait', '0', ...options]);
  const restart = async (options?: Parameters<CutoverWorld['mas']['start']>[0]): Promise<void> => {
    await mas.stop();
    mas = await world.mas.start(options);
  };

  await t.test('without tokens nothing is written into either database', async () => {
    const before = await world.digest();
    const { outcome, probes } = await live(...where);
    assert.equal(outcome, 'passed', JSON.stringify(probes));
    assert.deepEqual(
      probes.filter((probe) => probe.outcome !== 'passed').map(({ id }) => id),
      ['session'],
    );
    assert.deepEqual(await world.digest(), before);
  });

  await t.test('old tokens are the same user on the same device, a refresh and a password work, twice', async () => {
    const sessions = await world.activeSessions();
    writeTokens(world);
    for (const _ of [1, 2]) {
      const { probes } = await live(...where, '--token-file', 'tokens.yaml');
      assert.deepEqual(failed(probes), []);
      assert.deepEqual(
        probes.flatMap(({ id, outcome }) => (/^(session|login)\//.test(id) ? [`${id} ${outcome}`] : [])),
        ['session/1/whoami', 'session/2/whoami', 'session/2/refresh', 'login/1'].map((id) => `${id} passed`),
      );
    }
    const file = join(world.cwd, 'tokens.yaml');
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.ok(!readFileSync(file, 'utf8').includes(world.old.refreshable.refreshToken ?? '-'), 'the new token is kept');
    assert.equal(await world.activeSessions(), sessions, 'the login was ended');
  });

  await t.test('what the file says wrongly, and tokens that are spent, fail alone', async () => {
    const { accessToken } = world.old.plain;
    const { refreshToken } = world.old.refreshable;
    writeTokens(world, {
      sessions: [
        { user: '@bob:example.org', device: 'PHONE', accessToken },
        { user: '@bob:example.org', device: 'LAPTOP', accessToken: 'syt_nobody_has_it' },
        { user: '@bob:example.org', device: 'OLD PHONE', refreshToken },
      ],
      logins: [{ user: '@bob:example.org', password: 'wrong' }],
    });
    const { probes } = await live(...where, '--token-file', 'tokens.yaml');
    assert.deepEqual(
      failed(probes),
      ['session/1/whoami', 'session/2/whoami', 'session/3/refresh', 'login/1'].map((id) => `${id} LIVE_SESSION`),
    );
    assert.match(
      detailOf(probes, 'session/1/whoami'),
      /expected @bob:example\.org on PHONE, found @bob:example\.org on LAPTOP/,
    );
    assert.match(detailOf(probes, 'login/1'), /status 403, M_FORBIDDEN/);
  });

  await t.test('a proxy without the rules for MAS', async () => {
    const others = await world.serve(without(world.rules, 'location ~ ^/_matrix/client'));
    writeTokens(world);
    const { probes } = await live(...others, '--token-file', 'tokens.yaml');
    assert.deepEqual(
      failed(probes),
      routes.map((id) => `${id} LIVE_ROUTE`),
    );
    assert.match(detailOf(probes, 'route/login'), /r0\/login does not reach MAS: status 404, M_UNRECOGNIZED/);
    assert.equal(probes.find(({ id }) => id === 'login/1')?.outcome, 'not-asked');
  });

  await t.test('rules that catch too much', async () => {
    const rules = world.rules.replace(
      /location ~ \^\/_matrix\/client.*\{/,
      'location ~ ^/_matrix/client/(.*)/(login|logout|refresh) {',
    );
    const { probes } = await live(...(await world.serve(rules)));
    assert.deepEqual(failed(probes), ['route/others LIVE_ROUTE']);
    assert.match(detailOf(probes, 'route/others'), /login\/get_token does not reach Synapse/);
  });

  await t.test('what only MAS may ask is open', async () => {
    const { probes } = await live(...(await world.serve(without(world.rules, 'location ~ ^/_synapse/(mas'))));
    assert.deepEqual(failed(probes), ['route/synapse-mas LIVE_ROUTE']);
  });

  await t.test('.well-known is missing', async () => {
    const { probes } = await live(...(await world.serve(without(world.rules, 'location = /.well-known'))));
    assert.deepEqual(failed(probes), ['well-known/client LIVE_ANSWER']);
    assert.match(detailOf(probes, 'well-known/client'), /It is not there: status 404/);
  });

  await t.test('.well-known that browsers may not read', async () => {
    const rules = world.rules.replace(
      /location = \/\.well-known.*\{/,
      '$& proxy_hide_header Access-Control-Allow-Origin;',
    );
    const { probes } = await live(...(await world.serve(rules)));
    assert.deepEqual(failed(probes), ['well-known/client LIVE_ANSWER']);
    assert.match(detailOf(probes, 'well-known/client'), /Access-Control-Allow-Origin is absent/);
  });

  await t.test('a certificate that nobody trusts', async () => {
    const connections = where.slice(2);
    const { probes } = await live(...connections);
    const found = failed(probes);
    assert.deepEqual(new Set(found.map((line) => line.split(' ')[1])), new Set(['LIVE_TLS']));
    assert.equal(probes.find(({ id }) => id === 'synapse/mas-secret')?.outcome, 'passed');
    assert.equal(found.length, probes.length - 2);
  });

  await t.test('nobody listens', async () => {
    const port = await freePort('127.0.0.1');
    const nowhere = where.map((word) => word.replace(/:\d+$/, `:${port}`));
    const { probes } = await live(...nowhere);
    assert.deepEqual(new Set(failed(probes).map((line) => line.split(' ')[1])), new Set(['LIVE_UNREACHABLE']));
    assert.match(detailOf(probes, 'route/login'), /nothing listens there/);
  });

  await t.test('MAS was started with another issuer, and Synapse remembers the old one', async () => {
    await restart({ issuer: 'https://other.example.org/' });
    const { probes } = await live(...where);
    assert.deepEqual(failed(probes), [
      'mas/discovery LIVE_DIFFERS',
      'synapse/auth-metadata LIVE_DIFFERS',
      'well-known/client LIVE_DIFFERS',
    ]);
    assert.match(
      detailOf(probes, 'mas/discovery'),
      /planned https:\/\/account\.example\.org\/, found https:\/\/other\.example\.org\//,
    );
  });

  await t.test('MAS is down', async () => {
    await mas.stop();
    const { probes } = await live(...where);
    const unreachable = ['mas/discovery', 'mas/public-base', 'synapse/auth-metadata', 'well-known/client', ...routes];
    assert.deepEqual(
      failed(probes).sort(),
      [...unreachable.map((id) => `${id} LIVE_UNREACHABLE`), 'synapse/introspection LIVE_INTROSPECTION'].sort(),
    );
    assert.match(
      detailOf(probes, 'mas/discovery'),
      /a proxy says that the service behind it does not answer \(status 502\)/,
    );
  });

  await t.test('MAS that comes up late is waited for', async () => {
    const [{ probes }] = await Promise.all([
      verifyLive(world, ['--wait', '60', ...where]),
      setTimeout(600).then(() => restart()),
    ]);
    assert.deepEqual(failed(probes), []);
  });

  await t.test('the secrets differ', async () => {
    const file = join(world.cwd, 'mas.yaml');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace('a-shared-secret', 'another-secret'));
    await restart();
    const { probes } = await live(...where);
    assert.deepEqual(failed(probes), ['synapse/introspection LIVE_INTROSPECTION', 'synapse/mas-secret LIVE_SECRET']);
    writeFileSync(file, text);
    await restart();
  });

  await t.test(
    'from elsewhere, without databases and secrets, and with what is known to be missing left out',
    async () => {
      const rules = without(world.rules, 'location = /.well-known');
      const { probes } = await live(...(await world.serve(rules)), '--no-database', '--skip', 'well-known/client');
      assert.deepEqual(failed(probes), []);
      assert.deepEqual(
        probes.filter(({ outcome }) => outcome === 'not-asked').map(({ id }) => id),
        ['well-known/client', 'synapse/mas-secret', 'session'],
      );
    },
  );
});

/** Asserts that the exit code and stderr say the same as the report, and that no secret is shown. */
async function verifyLive(world: CutoverWorld, options: readonly string[]): Promise<Report> {
  const { stdout, stderr, exitCode } = await world.run('verify', 'plan.yaml', '--live', '--format', 'json', ...options);
  assert.match(stdout, /^\{/, stderr);
  const report = JSON.parse(stdout) as Report;
  assert.deepEqual(schemaErrorsOf('live-report', report), []);
  assert.equal(exitCode, report.outcome === 'passed' ? 0 : 18, stderr);
  for (const { detail } of report.probes.filter(({ outcome }) => outcome === 'failed'))
    assert.ok(stderr.includes(detail), detail);
  for (const secret of world.secrets()) assert.ok(!`${stdout}${stderr}`.includes(secret));
  return report;
}

function failed(probes: Report['probes']): string[] {
  return probes.flatMap(({ id, outcome, code }) => (outcome === 'failed' ? [`${id} ${code}`] : []));
}

function detailOf(probes: Report['probes'], id: string): string {
  return probes.find((probe) => probe.id === id)?.detail ?? '';
}

function writeTokens({ cwd, old }: CutoverWorld, tokens?: object): void {
  const user = '@bob:example.org';
  const all = {
    sessions: [
      { user, device: 'LAPTOP', accessToken: old.plain.accessToken },
      {
        user,
        device: 'OLD PHONE',
        accessToken: old.refreshable.accessToken,
        refreshToken: old.refreshable.refreshToken,
      },
    ],
    logins: [{ user, password: old.password }],
  };
  writeFileSync(join(cwd, 'tokens.yaml'), JSON.stringify(tokens ?? all), { mode: 0o600 });
}

/** The rules of nginx without the locations that begin so. */
function without(rules: string, start: string): string {
  const lines = rules.split('\n');
  let inside = false;
  const left = lines.filter((line) => {
    const begins = line.trim().startsWith(start);
    const wasInside = inside;
    inside = begins || (inside && line !== '    }');
    return !begins && !wasInside;
  });
  assert.notEqual(left.length, lines.length, start);
  return left.join('\n');
}
