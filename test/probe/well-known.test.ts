import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { usualNetwork } from '../../src/probe/network.ts';
import { probeWellKnown } from '../../src/probe/probes/probe-well-known.ts';
import { runProbe } from '../../src/probe/run-probe.ts';
import { silentLog } from '../../src/support/log.ts';
import { smallPlan } from '../apply/small-plan.ts';
import { certificates } from '../support/postgres/tls-server.ts';
import { jsonAnswer, startHttp } from './start-http.ts';

const cors = { headers: { 'Access-Control-Allow-Origin': '*' } };
const issuer = 'https://account.example.org/';
const account = `${issuer}account/`;
const right = {
  'm.homeserver': { base_url: 'https://matrix.example.org' },
  'org.matrix.msc2965.authentication': { issuer, account },
};

test('the address of Synapse may lack the slash at its end', async (t) => {
  assert.equal((await probe(t, jsonAnswer(right, cors))).outcome, 'passed');
});

test('redirects are followed as clients do', async (t) => {
  const found = await probe(t, (request, response) => {
    if (request.headers.host === 'matrix.example.org') return jsonAnswer(right, cors)(request, response);
    return response.writeHead(307, { Location: 'https://matrix.example.org/elsewhere' }).end();
  });
  assert.equal(found.outcome, 'passed', found.detail);
});

test('a redirect away from TLS, and one that never ends, are not', async (t) => {
  const plain = await probe(t, (_, response) => response.writeHead(301, { Location: 'http://example.org/' }).end());
  assert.match(plain.detail, /redirected to http:\/\/example\.org, without TLS/);
  const endless = await probe(t, (_, response) => response.writeHead(301, { Location: '/again' }).end());
  assert.match(endless.detail, /It is not there: status 301/);
});

test('all that is wrong in it is told', async (t) => {
  const found = await probe(t, jsonAnswer({ 'm.homeserver': { base_url: 'https://old.example.org/' } }, cors));
  assert.equal(found.problem?.code, 'LIVE_DIFFERS');
  assert.equal(
    found.detail,
    [
      'm.homeserver.base_url is https://old.example.org/, should be https://matrix.example.org/',
      `org.matrix.msc2965.authentication.issuer is absent, should be ${issuer}`,
      `org.matrix.msc2965.authentication.account is absent, should be ${account}.`,
    ].join('; '),
  );
});

test('JSON that says that it is a download is none for browsers', async (t) => {
  const headers = { ...cors.headers, 'Content-Type': 'application/octet-stream' };
  const found = await probe(t, jsonAnswer(right, { headers }));
  assert.match(found.detail, /Its Content-Type is application\/octet-stream, not application\/json/);
});

/** With MAS as it should be, and this for all that is asked under the other names. */
async function probe(t: TestContext, listener: RequestListener): ReturnType<typeof runProbe> {
  const read = (name: string): Buffer => readFileSync(join(certificates, name));
  const mas = jsonAnswer({ issuer, account_management_uri: account }, cors);
  const answer: RequestListener = (request, response) =>
    (request.headers.host === 'account.example.org' ? mas : listener)(request, response);
  const port = await startHttp(t, answer, { tls: { cert: read('names.crt'), key: read('names.key') } });
  const names = ['example.org', 'matrix.example.org', 'account.example.org'];
  const network = {
    ...usualNetwork,
    ca: [read('names.crt').toString()],
    connectTo: new Map(names.map((name) => [name, { host: '127.0.0.1', port }])),
  };
  const [first] = probeWellKnown(smallPlan());
  assert.ok(first);
  const { signal } = new AbortController();
  return await runProbe(first, { network, deadline: 0, skip: [], signal, log: silentLog });
}
