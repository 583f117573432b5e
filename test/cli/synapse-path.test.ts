import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { createExample, inputs } from './example.ts';
import { runInProcess } from './run-in-process.ts';

interface Answer {
  readonly findings: readonly { readonly id: string; readonly outcome?: string }[];
  readonly appservices: {
    readonly services: readonly { readonly id?: string; readonly verdict: string; readonly path?: string }[];
  };
}

test('registrations of a Synapse in a container are found by --synapse-path; without it they are not evaluated', async (t) => {
  const { cwd } = await createExample(t, { users: 120 });
  const homeserver = readFileSync(join(cwd, 'homeserver.yaml'), 'utf8');
  mkdirSync(join(cwd, 'here'));
  for (const name of ['irc-bridge.yaml', 'signal-bridge.yaml']) renameSync(join(cwd, name), join(cwd, 'here', name));
  writeFileSync(
    join(cwd, 'homeserver.yaml'),
    homeserver.replaceAll(`"${cwd}/irc-`, '"/data/irc-').replaceAll(`"${cwd}/signal-`, '"/data/signal-'),
  );
  const check = async (...options: readonly string[]) =>
    JSON.parse((await runInProcess(['check', ...inputs, ...options, '--format', 'json'], { cwd })).stdout) as Answer;

  const blind = await check();
  assert.deepEqual(
    blind.findings
      .filter(({ outcome }) => outcome === 'unevaluated')
      .map(({ id }) => id)
      .filter((id) => id.startsWith('appservice/')),
    [
      ...['appservice/registration-gone-undecided', 'appservice/registration-gone-undecided'],
      ...['appservice/registration-unreadable', 'appservice/registration-unreadable'],
    ],
  );
  assert.deepEqual(
    blind.appservices.services.map(({ verdict }) => verdict),
    ['unknown', 'unknown'],
  );

  const seeing = await check('--synapse-path', '/nowhere=/tmp', '/data=here');
  assert.deepEqual(
    seeing.appservices.services.map(({ id, verdict, path }) => [id, verdict, path]),
    [
      ['irc', 'not', join(cwd, 'here/irc-bridge.yaml')],
      ['signal', 'at-once', join(cwd, 'here/signal-bridge.yaml')],
    ],
  );
});

test('a --synapse-path that is no pair of paths is refused', async () => {
  for (const path of ['/data', '=/srv', '/data=']) {
    const { exitCode, stderr } = await runInProcess(['check', ...inputs, '--synapse-path', path], { cwd: '/' });
    assert.equal(exitCode, 3);
    assert.match(stderr, /FROM=TO/);
  }
});
