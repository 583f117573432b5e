import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { signMessage } from '../../../src/approve/sign/sign-message.ts';
import { codesOf, problemsOf } from '../../apply/problems.ts';
import { temporaryFolder } from '../../cli/example.ts';
import { isValidForReal, makeRealKey, signForReal, sshKeygen } from '../ssh/ssh-keygen.ts';

const message = Buffer.from('a message');
const PATH = process.env.PATH ?? '';

function surroundings(env: Readonly<Record<string, string>> = { PATH }) {
  return { env, isInteractive: false, signal: new AbortController().signal };
}

test('an ed25519 key without a passphrase signs as ssh-keygen does, byte for byte, and without it', async (t) => {
  const folder = temporaryFolder(t);
  for (const name of ['one', 'two', 'three', 'four']) {
    const { path, publicKey } = makeRealKey(folder, name, ['-t', 'ed25519']);
    const signed = await signMessage(message, path, surroundings({ PATH: '/nowhere' }));
    assert.deepEqual(signed.signature, signForReal(message, path));
    assert.equal(signed.publicKey.fingerprint, publicKey.fingerprint);
  }
});

for (const args of [
  ['-t', 'ecdsa', '-b', '256'],
  ['-t', 'ecdsa', '-b', '384'],
  ['-t', 'ecdsa', '-b', '521'],
  ['-t', 'rsa', '-b', '2048'],
  ['-t', 'rsa', '-b', '2048', '-m', 'PEM'],
]) {
  test(`ssh-keygen signs with a key of ${args.join(' ')}`, async (t) => {
    const folder = temporaryFolder(t);
    const { path, publicKey } = makeRealKey(folder, 'key', args);
    const signed = await signMessage(message, path, surroundings());
    assert.equal(signed.publicKey.fingerprint, publicKey.fingerprint);
    assert.ok(isValidForReal(folder, signed.signature, message));
    assert.deepEqual(await codesOf(signMessage(message, path, surroundings({ PATH: '/nowhere' }))), [
      `SIGNING_FAILED ${path}`,
    ]);
  });
}

test('keys in an agent sign, named by their public half', async (t) => {
  const folder = temporaryFolder(t);
  const env = { PATH, SSH_AUTH_SOCK: await startAgent(t, folder) };
  for (const type of ['ed25519', 'ecdsa', 'rsa']) {
    const { path, publicKey } = makeRealKey(folder, type, ['-t', type]);
    assert.equal(spawnSync('ssh-add', ['-q', path], { env }).status, 0);
    rmSync(path);
    const signed = await signMessage(message, `${path}.pub`, surroundings(env));
    assert.equal(signed.publicKey.fingerprint, publicKey.fingerprint);
    assert.deepEqual(await codesOf(signMessage(message, `${path}.pub`, surroundings())), [
      `SIGNING_FAILED ${path}.pub`,
    ]);
  }
});

test('ssh-keygen asks for the passphrase itself, and without anybody to ask it fails', async (t) => {
  const folder = temporaryFolder(t);
  const { path } = makeRealKey(folder, 'key', ['-t', 'ed25519'], 'a passphrase');
  const askpass = join(folder, 'askpass');
  writeFileSync(askpass, "#!/bin/sh\necho 'a passphrase'\n");
  chmodSync(askpass, 0o755);
  const env = { PATH, SSH_ASKPASS: askpass, SSH_ASKPASS_REQUIRE: 'force' };
  const { signature } = await signMessage(message, path, surroundings(env));
  assert.ok(isValidForReal(folder, signature, message));
  const [problem] = await problemsOf(signMessage(message, path, surroundings()));
  assert.equal(problem?.code, 'SIGNING_FAILED');
  assert.match(problem?.message ?? '', /passphrase/);
});

test('a key that apply would not accept is refused when it signs', async (t) => {
  const folder = temporaryFolder(t);
  const authority = makeRealKey(folder, 'ca', ['-t', 'ed25519']);
  const { path } = makeRealKey(folder, 'key', ['-t', 'rsa', '-b', '2048']);
  sshKeygen(['-q', '-s', authority.path, '-I', 'x', '-n', 'ada', `${path}.pub`]);
  writeFileSync(join(folder, 'nonsense'), 'no key\n');
  assert.deepEqual(await codesOf(signMessage(message, join(folder, 'nonsense'), surroundings())), [
    `SIGNING_FAILED ${join(folder, 'nonsense')}`,
  ]);
  assert.deepEqual(await codesOf(signMessage(message, join(folder, 'none'), surroundings())), [
    `FILE_UNREADABLE ${join(folder, 'none')}`,
  ]);
});

test('an interruption ends ssh-keygen too', async (t) => {
  const folder = temporaryFolder(t);
  const { path } = makeRealKey(folder, 'key', ['-t', 'ed25519'], 'a passphrase');
  const askpass = join(folder, 'askpass');
  writeFileSync(askpass, '#!/bin/sh\nkill -INT "$TEST_PID"; sleep 60\n');
  chmodSync(askpass, 0o755);
  const interruption = new AbortController();
  process.once('SIGINT', () => interruption.abort());
  const env = { PATH, SSH_ASKPASS: askpass, SSH_ASKPASS_REQUIRE: 'force', TEST_PID: String(process.pid) };
  const work = signMessage(message, path, { env, isInteractive: false, signal: interruption.signal });
  assert.deepEqual(await codesOf(work), ['INTERRUPTED']);
});

/** An agent of its own, gone after the test. */
async function startAgent(t: TestContext, folder: string): Promise<string> {
  const socket = join(folder, 'agent');
  const agent = spawn('ssh-agent', ['-D', '-a', socket], { stdio: ['ignore', 'pipe', 'inherit'], env: { PATH } });
  t.after(() => agent.kill());
  // It says where it listens once it does.
  await once(agent.stdout, 'data');
  return socket;
}
