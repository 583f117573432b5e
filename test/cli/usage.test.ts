import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problemsIn, runInProcess } from './run-in-process.ts';

for (const [what, args, pattern] of [
  ['an unknown command', ['migrate'], /migrate/],
  ['an unknown option', ['check', '--synapse-config', 'a.yaml', '--frobnicate'], /--frobnicate/],
  ['a missing option', ['check'], /--synapse-config/],
  ['a missing file for the plan', ['plan', '--synapse-config', 'a.yaml'], /--out/],
  ['a missing argument', ['show'], /plan/],
  ['too many arguments', ['show', 'a.yaml', 'b.yaml'], /too many arguments/],
  ['an unknown format', ['show', 'a.yaml', '--format', 'pdf'], /pdf/],
  ['an output without a format', ['show', 'a.yaml', '--output', 'a.html'], /FORMAT=FILE/],
  ['an output of an unknown format', ['show', 'a.yaml', '--output', 'pdf=a.pdf'], /FORMAT=FILE/],
  ['a number that is none', ['check', '--synapse-config', 'a.yaml', '--max-drift-rows', 'many'], /whole number/],
  ['a number that is too large', ['check', '--synapse-config', 'a.yaml', '--max-drift-percent', '1001'], /up to 1000/],
  ['an endpoint that is no URL', ['check', '--synapse-config', 'a.yaml', '--mas-endpoint', 'localhost:8080'], /URL/],
  [
    'an endpoint with a password',
    ['check', '--synapse-config', 'a.yaml', '--mas-endpoint', 'http://a:hunter2@b/'],
    /without it/,
  ],
  ['a proxy without rules', ['check', '--synapse-config', 'a.yaml', '--proxy', 'iis'], /nginx, caddy, traefik/],
  ['an unknown format of the log', ['explain', '--log-format', 'xml'], /xml/],
] as const) {
  test(`${what} is a usage error`, async () => {
    const { exitCode, stdout, stderr } = await runInProcess(args);
    assert.equal(exitCode, 3);
    assert.equal(stdout, '');
    assert.match(stderr, /USAGE/);
    assert.match(stderr, pattern);
    assert.doesNotMatch(stderr, /hunter2/);
    assert.doesNotMatch(stderr, /^ +at .*\.[jt]s:\d/m);
  });
}

for (const [what, args, env] of [
  ['a time without a zone', ['--created-at', '2026-01-31T12:00:00'], {}],
  ['a day', ['--created-at', '2026-01-31'], {}],
  ['a time that does not exist', ['--created-at', '2026-13-31T12:00:00Z'], {}],
  ['an epoch that is no number', [], { SOURCE_DATE_EPOCH: 'yesterday' }],
  ['an epoch that no plan can hold', [], { SOURCE_DATE_EPOCH: '999999999999' }],
] as const) {
  test(`${what} is a usage error before anything is read`, async () => {
    const answer = await runInProcess(
      ['--log-format', 'json', 'plan', '--synapse-config', 'absent.yaml', '--out', 'plan.yaml', ...args],
      { env },
    );
    assert.equal(answer.exitCode, 3);
    assert.deepEqual(
      problemsIn(answer).map((problem) => problem.code),
      ['USAGE'],
    );
  });
}

test('without a command the help goes to stderr, and that is an error', async () => {
  const { exitCode, stdout, stderr } = await runInProcess([]);
  assert.equal(exitCode, 3);
  assert.equal(stdout, '');
  assert.match(stderr, /^Usage: syn2mas-plan/);
});

for (const args of [['--help'], ['apply', '--help'], ['--version']]) {
  test(`${args.join(' ')} goes to stdout`, async () => {
    const { exitCode, stdout, stderr } = await runInProcess(args);
    assert.equal(exitCode, 0);
    assert.notEqual(stdout, '');
    assert.equal(stderr, '');
  });
}

test('explain knows findings and error codes, and nothing else', async () => {
  const list = await runInProcess(['explain']);
  assert.equal(list.exitCode, 0);
  assert.match(list.stdout, /STALE_FILE/);
  assert.match(list.stdout, /synapse\/oidc-providers/);
  assert.equal((await runInProcess(['explain', 'STALE_FILE'])).exitCode, 0);
  assert.equal((await runInProcess(['explain', 'synapse/oidc-providers'])).exitCode, 0);
  const unknown = await runInProcess(['explain', 'synapse/nothing', '--log-format', 'json']);
  assert.equal(unknown.exitCode, 3);
  assert.deepEqual(
    problemsIn(unknown).map((problem) => problem.code),
    ['UNKNOWN_ID'],
  );
});
