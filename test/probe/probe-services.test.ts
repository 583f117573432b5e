import assert from 'node:assert/strict';
import type { RequestListener } from 'node:http';
import { type TestContext, test } from 'node:test';
import { compatRoutes as planned } from '../../src/compile/proxy/routes.ts';
import { usualNetwork } from '../../src/probe/network.ts';
import { type ProbeRequest, probeServices, serviceProbes } from '../../src/probe/probe-services.ts';
import { compatRoutes } from '../../src/probe/probes/compat-routes.ts';
import { PlanError } from '../../src/support/errors.ts';
import { silentLog } from '../../src/support/log.ts';
import { Secret } from '../../src/support/secret.ts';
import { livePlan } from './live-plan.ts';
import { jsonAnswer, startHttp } from './start-http.ts';

test('every route of the rules for proxies is probed, and no other', () => {
  const probed = compatRoutes.flatMap(({ paths }) => paths.map((path) => path.replace('syn2mas-plan-probe', '{idp}')));
  assert.deepEqual(probed.toSorted(), planned.toSorted());
});

test('a proxy that answers for a service is waited for, as long as there is time', async (t) => {
  let left = 2;
  const late: RequestListener = (request, response) => {
    left -= 1;
    if (left >= 0) response.writeHead(502, { 'Content-Type': 'text/html' }).end('<h1>Bad Gateway</h1>');
    else versions(request, response);
  };
  const lines: string[] = [];
  const log = { ...silentLog, info: (line: string) => lines.push(line) };
  const found = await probe(t, 'synapse/versions', late, { waitMs: 30_000, log });
  assert.equal(found?.outcome, 'passed', found?.detail);
  assert.equal(lines.length, 1);
  assert.match(lines[0] ?? '', /^synapse\/versions: .* a proxy says .* \(status 502\)\. Waiting …$/);
});

test('what is wrong and will stay so is not waited for', async (t) => {
  let asked = 0;
  const wrong: RequestListener = (request, response) => {
    asked += 1;
    jsonAnswer({ errcode: 'M_UNRECOGNIZED' }, { status: 404 })(request, response);
  };
  const found = await probe(t, 'synapse/versions', wrong, { waitMs: 3_600_000 });
  assert.deepEqual([found?.outcome, found?.problem?.code, asked], ['failed', 'LIVE_ANSWER', 1]);
  assert.match(found?.detail ?? '', /status 404, M_UNRECOGNIZED/);
  assert.match(found?.problem?.place?.url ?? '', /\/synapse\/_matrix\/client\/versions$/);
});

test('an error of the service itself is no proxy’s', async (t) => {
  const error = jsonAnswer({ errcode: 'M_UNKNOWN' }, { status: 503 });
  const found = await probe(t, 'synapse/introspection', error, {});
  assert.deepEqual([found?.problem?.code, found?.outcome], ['LIVE_INTROSPECTION', 'failed']);
});

test('what another says shows no control characters, and no query of a redirect', async (t) => {
  const hostile: RequestListener = (_, response) =>
    response.writeHead(302, { Location: 'https://elsewhere.example/login?token=abc', Server: 'e\tvil' }).end();
  const found = await probe(t, 'synapse/versions', hostile, {});
  assert.match(found?.detail ?? '', /status 302, from e\\u\{9\}vil, to https:\/\/elsewhere\.example\/login\.$/);
});

test('an answer that browsers may not read is a failure', async (t) => {
  for (const allowed of ['https://one.example', '*, *']) {
    const answer = jsonAnswer({ versions: ['v1.11'] }, { headers: { 'Access-Control-Allow-Origin': allowed } });
    const found = await probe(t, 'synapse/versions', answer, {});
    assert.match(found?.detail ?? '', /Browsers do not let clients read it/);
  }
});

test('a secret that no header can carry, that cannot be read, or is refused', async (t) => {
  const answers: readonly (readonly [secret: () => Secret, status: number, errcode: string, detail: RegExp])[] = [
    [
      () => new Secret('matrix.secret', 'two words'),
      400,
      'M_MISSING_PARAM',
      /white space or letters that are not ASCII/,
    ],
    [
      () => new Secret('matrix.secret', 'schlüssel'),
      400,
      'M_MISSING_PARAM',
      /white space or letters that are not ASCII/,
    ],
    [unreadable, 400, 'M_MISSING_PARAM', /cannot be read here: it is not there/],
    [secret, 403, 'M_FORBIDDEN', /does not take the secret of MAS: status 403/],
    [secret, 404, 'M_UNRECOGNIZED', /does not answer MAS there: status 404/],
  ];
  for (const [readSharedSecret, status, errcode, detail] of answers) {
    const found = await probe(t, 'synapse/mas-secret', jsonAnswer({ errcode }, { status }), { readSharedSecret });
    assert.match(found?.detail ?? '', detail);
  }
  const right = await probe(t, 'synapse/mas-secret', jsonAnswer({ errcode: 'M_MISSING_PARAM' }, { status: 400 }), {
    readSharedSecret: secret,
  });
  assert.equal(right?.outcome, 'passed');
});

test('an interruption ends it while it waits', async (t) => {
  const silent: RequestListener = () => {};
  await assert.rejects(
    probe(t, 'synapse/versions', silent, { waitMs: 60_000, signal: AbortSignal.timeout(100) }),
    (error) => error instanceof PlanError && error.exitCode === 130,
  );
});

const versions = jsonAnswer({ versions: ['v1.11'] }, { headers: { 'Access-Control-Allow-Origin': '*' } });

function secret(): Secret {
  return new Secret('matrix.secret', 'right');
}

function unreadable(): Secret {
  throw new PlanError([{ code: 'FILE_UNREADABLE', message: 'it is not there' }]);
}

/** Runs one probe against this server, in place of all services. */
async function probe(t: TestContext, id: string, listener: RequestListener, request: Partial<ProbeRequest>) {
  const plan = livePlan(await startHttp(t, listener));
  const network = usualNetwork;
  const all = { plan, network, waitMs: 0, signal: new AbortController().signal, log: silentLog, ...request };
  const others = serviceProbes(all).flatMap((each) => (each.id === id ? [] : [each.id]));
  const outcomes = await probeServices({ ...all, skip: others });
  return outcomes.find((each) => each.id === id);
}
