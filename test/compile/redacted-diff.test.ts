import assert from 'node:assert/strict';
import { test } from 'node:test';
import { redactYaml } from '../../src/compile/redact/redact-yaml.ts';
import { redactedDiff } from '../../src/compile/redacted-diff.ts';

function redacted(text: string): string {
  return redactYaml([text])[0] as string;
}

test('values of secret options are masked, names and all else are not', () => {
  const text =
    "registration_shared_secret: \"a b\"   # why\nform_secret: plain\nserver_name: a\nemail: {smtp_user: u, smtp_pass: 'it''s'}\n";
  assert.equal(
    redacted(text),
    'registration_shared_secret: [secret]   # why\nform_secret: [secret]\nserver_name: a\nemail: {smtp_user: u, smtp_pass: [secret]}\n',
  );
});

test('lines stay lines', () => {
  const text = 'signing_key: |\n  one\n\n  two\nform_secret: "a\n  b"\nmacaroon_secret_key: >-\n  x\n  y\nnext: 1\n';
  assert.equal(
    redacted(text),
    'signing_key: |\n  [secret]\n\n  [secret]\nform_secret: [secret]\n  [secret]\nmacaroon_secret_key: >-\n  [secret]\n  [secret]\nnext: 1\n',
  );
});

test('switches and empty values are shown', () => {
  const text = 'registration_shared_secret:\nform_secret: ""\npassword: null\nenable_token: true\n';
  assert.equal(redacted(text), text);
});

test('lists, sections and aliases below a secret option', () => {
  assert.equal(redacted('client_secret:\n  - one\n  - a: two\n'), 'client_secret:\n  - [secret]\n  - a: [secret]\n');
  assert.equal(redacted('x-value: &s abcdef\nform_secret: *s\n'), 'x-value: &s [secret]\nform_secret: *s\n');
  assert.equal(redacted('x: &s {pepper: abcdef}\n<<: *s\n'), 'x: &s {pepper: [secret]}\n<<: *s\n');
});

test('passwords in URIs', () => {
  assert.equal(
    redacted('uri: postgresql://u:hunter2@h/d\n# uri: postgresql://u:hunter3@h/d\n'),
    'uri: [secret]\n# uri: postgresql://[secret]@h/d\n',
  );
});

test('comments: options that were commented out, and what continues them', () => {
  assert.equal(
    redacted('#registration_shared_secret: "x y"  # old\na: 1\n'),
    '#registration_shared_secret: [secret]\na: 1\n',
  );
  assert.equal(redacted('a: 1 # was password=x\n'), 'a: 1 # was password=[secret]\n');
  assert.equal(
    redacted('#  client_secret: >-\n#    one\n#    two\n#  next: 1\n'),
    '#  client_secret: >-\n#    [secret]\n#    [secret]\n#  next: 1\n',
  );
  assert.equal(
    redacted('# -----BEGIN X-----\n# abc\n# -----END X-----\n# then\n'),
    '# [secret]\n# [secret]\n# [secret]\n# then\n',
  );
  assert.equal(redacted('# it was 9f8e7d6c5b4a39281706f5e4d3c2b1a0 once\n'), '# it was [secret] once\n');
  assert.equal(
    redacted('# see https://element-hq.github.io/synapse/latest/usage/configuration/config_documentation.html\n'),
    '# see https://element-hq.github.io/synapse/latest/usage/configuration/config_documentation.html\n',
  );
});

test('a secret that is known from one side is masked in comments of the other', () => {
  const diff = redactedDiff('/h.yaml', 'a: 1 # old: tiger\nform_secret: tiger\n', 'a: 2 # old: tiger\n');
  assert.ok(!diff.includes('tiger'), diff);
  assert.match(diff, /^--- \/h\.yaml\n\+\+\+ \/h\.yaml\n@@ /);
});

test('a text that is no YAML is masked as a whole', () => {
  assert.equal(redacted('a: [1\nsecret text'), '[secret]\n[secret]');
});

test('CRLF is read as one line break', () => {
  assert.equal(redacted('a: 1\r\nform_secret: x\r\n'), 'a: 1\nform_secret: [secret]\n');
});
