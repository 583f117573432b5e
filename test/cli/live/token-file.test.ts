import assert from 'node:assert/strict';
import { lstatSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { keepNewTokens } from '../../../src/cli/live/keep-new-tokens.ts';
import { readTokenFile } from '../../../src/cli/live/read-token-file.ts';
import { PlanError } from '../../../src/support/errors.ts';
import { Secret } from '../../../src/support/secret.ts';
import { temporaryFolder } from '../example.ts';

const token = 'syt_example-only-token';
const text = `# of the test user
sessions:
  - user: "@test:example.org"
    device: PHONE # the old one
    accessToken: ${token}
    refreshToken: syr_example-only-token
  - user: "@test:example.org"
    accessToken: ${token}
logins:
  - { user: "@test:example.org", password: example-only-password }
`;

test('tokens are secrets', (t) => {
  const { tokens } = readTokenFile(write(t, text));
  assert.equal(tokens.sessions[0]?.accessToken?.reveal(), token);
  assert.equal(tokens.sessions[1]?.device, undefined);
  assert.equal(tokens.logins[0]?.password.reveal(), 'example-only-password');
  assert.doesNotMatch(JSON.stringify(tokens), /example-only/);
});

test('new tokens come in place of the old, and nothing else changes, also behind a link', async (t) => {
  const path = write(t, text);
  const link = join(temporaryFolder(t), 'link.yaml');
  symlinkSync(path, link);
  const next = { accessToken: new Secret('a', 'mct_new: #1'), refreshToken: new Secret('b', 'mcr_new') };
  await keepNewTokens(readTokenFile(link), 0, next);
  assert.equal(
    readFileSync(path, 'utf8'),
    text
      .replace(`accessToken: ${token}\n    refresh`, 'accessToken: "mct_new: #1"\n    refresh')
      .replace('syr_example-only-token', 'mcr_new'),
  );
  assert.equal(statSync(path).mode & 0o777, 0o600);
  assert.ok(lstatSync(link).isSymbolicLink());
});

test('a session without an access token gets the new one', async (t) => {
  const path = write(t, 'sessions: [{ user: "@a:b", refreshToken: syr_example-only }]\n');
  const next = { accessToken: new Secret('a', 'mct_new'), refreshToken: new Secret('b', 'mcr_new') };
  await keepNewTokens(readTokenFile(path), 0, next);
  assert.equal(readTokenFile(path).tokens.sessions[0]?.accessToken?.reveal(), 'mct_new');
});

for (const [what, file, mode, code, message] of [
  ['readable by its group', text, 0o640, 'TOKEN_FILE_OPEN', /its mode is 0640/],
  ['no YAML', `sessions: [${token}`, 0o600, 'CONFIG_YAML', /is not YAML/],
  ['a token for a name', `${token}: x\n`, 0o600, 'CONFIG_WRONG_TYPE', /has a field, which is not known here/],
  ['no token', 'sessions: [{ user: "@a:b" }]\n', 0o600, 'CONFIG_WRONG_TYPE', /sessions\.0 must have/],
  [
    'a number for a password',
    'logins: [{ user: "@a:b", password: 12345 }]\n',
    0o600,
    'CONFIG_WRONG_TYPE',
    /must be string/,
  ],
  [
    'a token in two words',
    `sessions: [{ user: "@a:b", accessToken: "${token} x" }]\n`,
    0o600,
    'CONFIG_WRONG_TYPE',
    /not of the right form/,
  ],
] as const) {
  test(`a file that is wrong is refused, and not shown: ${what}`, (t) => {
    const path = write(t, file, mode);
    assert.throws(
      () => readTokenFile(path),
      (error) => {
        assert.ok(error instanceof PlanError);
        const [problem] = error.problems;
        assert.deepEqual([problem?.code, error.exitCode], [code, 3]);
        assert.match(problem?.message ?? '', message);
        assert.doesNotMatch(JSON.stringify(error.problems), /example-only|12345/);
        return true;
      },
    );
  });
}

function write(t: TestContext, content: string, mode = 0o600): string {
  const path = join(temporaryFolder(t), 'tokens.yaml');
  writeFileSync(path, content, { mode });
  return path;
}
