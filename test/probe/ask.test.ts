import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { freePort } from '../../src/cli/demo/free-port.ts';
import { ask, type Question } from '../../src/probe/ask.ts';
import { describeFailure } from '../../src/probe/describe-failure.ts';
import { type Network, usualNetwork } from '../../src/probe/network.ts';
import { Secret } from '../../src/support/secret.ts';
import { temporaryFolder } from '../cli/example.ts';
import { certificates } from '../support/postgres/tls-server.ts';
import { jsonAnswer, startHttp } from './start-http.ts';

const read = (name: string): Buffer => readFileSync(join(certificates, name));
const tls = { cert: read('names.crt'), key: read('names.key') };
const ca = [read('names.crt').toString()];

test('what is sent, and what comes back', async (t) => {
  const port = await startHttp(t, (request, response) => {
    const { authorization, host, 'content-type': type } = request.headers;
    response.setHeader('X-Twice', ['a', 'b']);
    response.end(JSON.stringify({ method: request.method, url: request.url, authorization, host, type }));
  });
  const url = `http://localhost:${port}/a%2Fb?c=d`;
  const answer = await once({ url, method: 'POST', bearer: new Secret('token', 'abc'), body: '{}' });
  assert.deepEqual(answer.json, {
    method: 'POST',
    url: '/a%2Fb?c=d',
    authorization: 'Bearer abc',
    host: `localhost:${port}`,
    type: 'application/json',
  });
  assert.deepEqual([answer.status, answer.headers['x-twice']], [200, 'a, b']);
});

test('a redirect is an answer, and what is no JSON is none', async (t) => {
  const port = await startHttp(t, (_, response) => response.writeHead(302, { Location: '/b' }).end('{'));
  const { status, headers, json, body } = await once({ url: `http://127.0.0.1:${port}/` });
  assert.deepEqual([status, headers.location, json, body], [302, '/b', undefined, '{']);
});

test('an endless answer is cut off', async (t) => {
  const port = await startHttp(t, (_, response) => {
    const timer = setInterval(() => response.write('x'.repeat(100_000)), 1);
    response.on('close', () => clearInterval(timer));
  });
  assert.equal((await once({ url: `http://127.0.0.1:${port}/` })).body.length, 1_000_000);
});

test('a name is asked elsewhere, with its own name in Host and in TLS', async (t) => {
  const port = await startHttp(t, (request, response) => response.end(JSON.stringify(request.headers.host)), { tls });
  for (const from of ['matrix.example.org', 'matrix.example.org:443']) {
    const connectTo = new Map([[from, { host: '127.0.0.1', port }]]);
    assert.equal((await once({ url: 'https://matrix.example.org/' }, { connectTo, ca })).json, 'matrix.example.org');
  }
});

test('a Unix socket', async (t) => {
  const socket = join(temporaryFolder(t), 'it.sock');
  await startHttp(t, jsonAnswer('there'), { socket });
  assert.equal((await once({ url: 'http://localhost/', socket })).json, 'there');
});

test('every failure of a network is named, and whether it may pass', async (t) => {
  const withTls = await startHttp(t, jsonAnswer({}), { tls });
  const plain = await startHttp(t, jsonAnswer({}));
  const silent = await startHttp(t, () => {});
  const rude = await startHttp(t, (request) => request.socket.destroy());
  const closed = await freePort('127.0.0.1');
  const to = (port: number): Partial<Network> => ({
    connectTo: new Map([['matrix.example.org', { host: '127.0.0.1', port }]]),
  });
  const https = 'https://matrix.example.org/';
  for (const [url, network, expected] of [
    [https, to(withTls), 'LIVE_TLS TLS fails: self-signed certificate'],
    [
      'https://127.0.0.1/',
      { ca, connectTo: new Map([['127.0.0.1', { host: '127.0.0.1', port: withTls }]]) },
      'LIVE_TLS TLS fails: ',
    ],
    [https, to(plain), 'LIVE_TLS TLS fails: '],
    [`http://127.0.0.1:${withTls}/`, {}, 'LIVE_UNREACHABLE the connection '],
    [`http://127.0.0.1:${silent}/`, { timeoutMs: 200 }, 'LIVE_UNREACHABLE no answer came in time may pass'],
    [`http://127.0.0.1:${rude}/`, {}, 'LIVE_UNREACHABLE the connection was closed before there was an answer may pass'],
    [`http://127.0.0.1:${closed}/`, {}, 'LIVE_UNREACHABLE nothing listens there may pass'],
    ['http://matrix.invalid/', {}, 'LIVE_UNREACHABLE its name '],
  ] as const) {
    const error = await once({ url }, network).catch((reason: unknown) => reason);
    const { code, what, mayPass } = describeFailure(error);
    const found = `${code} ${what}${mayPass ? ' may pass' : ''}`;
    assert.ok(found.startsWith(expected), `${url}: ${found}`);
  }
});

test('what is no failure of a network stays a bug', () => {
  assert.throws(() => describeFailure(new TypeError('x is not a function')), TypeError);
});

function once(question: Question, network: Partial<Network> = {}): ReturnType<typeof ask> {
  return ask(question, { ...usualNetwork, ...network }, new AbortController().signal);
}
