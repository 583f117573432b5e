import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileWellKnown } from '../../src/compile/well-known.ts';
import { applyFileEdits } from '../../src/compile/yaml/to-file-edits.ts';
import { sha256 } from '../../src/support/digest.ts';
import { PlanError } from '../../src/support/errors.ts';
import { masConfig, synapseConfig } from './build-configs.ts';

const path = '/var/www/client';
const synapse = synapseConfig(
  'server_name: example.com\npublic_baseurl: https://matrix.example.com/\ndefault_identity_server: https://id.example.com\nextra_well_known_client_content:\n  m.homeserver: {base_url: ignored}\n  io.element.e2ee: {default: true}\n',
);
const authentication = { issuer: 'https://auth.example.com/', account: 'https://auth.example.com/account/' };
const choices = { seed: 'abcdefghij' };

function patched(text: string) {
  const bytes = Buffer.from(text);
  const { steps, findings } = compileWellKnown(synapse, masConfig(), { path, bytes }, choices);
  const after = steps[0] ? Buffer.from(applyFileEdits(bytes, steps[0].edits ?? [])).toString() : text;
  if (steps[0]) assert.equal(steps[0].after, sha256(after));
  return { after, steps, findings };
}

test('a new file holds what Synapse would serve', () => {
  const { steps, findings } = compileWellKnown(synapse, masConfig(), { path }, choices);
  assert.deepEqual(findings, []);
  const [step] = steps;
  assert.deepEqual(JSON.parse(step?.content ?? ''), {
    'm.homeserver': { base_url: 'https://matrix.example.com/' },
    'm.identity_server': { base_url: 'https://id.example.com' },
    'org.matrix.msc2965.authentication': authentication,
    'io.element.e2ee': { default: true },
  });
  assert.equal(step?.after, sha256(step?.content ?? ''));
  assert.equal(step?.mode, '0644');
  assert.equal(step?.before, undefined);
});

test('an existing file keeps its other keys, its layout and its bytes', () => {
  const { after, steps } = patched(
    '{\r\n\t"m.homeserver" : {"base_url":"https://matrix.example.com"},\r\n\t"x": "größe", "n": 1.0\r\n}\r\n',
  );
  assert.ok(
    after.endsWith(
      '\r\n\t"m.homeserver" : {"base_url":"https://matrix.example.com"},\r\n\t"x": "größe", "n": 1.0\r\n}\r\n',
    ),
  );
  assert.deepEqual(JSON.parse(after)['org.matrix.msc2965.authentication'], authentication);
  assert.equal(steps[0]?.backup, '/var/www/client.before-mas-abcdefgh');
  assert.deepEqual(patched(after).steps, []);
});

test('an outdated address of MAS is replaced in place', () => {
  const text =
    '{"a": "ü", "org.matrix.msc2965.authentication": {"issuer": "https://old/"}, "m.homeserver": {"base_url": "https://matrix.example.com/"}, "m.identity_server": {}, "io.element.e2ee": {}}';
  assert.equal(patched(text).after, text.replace('{"issuer": "https://old/"}', JSON.stringify(authentication)));
});

test('an empty object is filled', () => {
  assert.deepEqual(Object.keys(JSON.parse(patched('{}').after)), [
    'm.homeserver',
    'm.identity_server',
    'org.matrix.msc2965.authentication',
    'io.element.e2ee',
  ]);
});

test('another address of the homeserver is a finding and stays', () => {
  const { after, findings } = patched('{"m.homeserver": {"base_url": "https://other.example.com"}}');
  assert.equal(JSON.parse(after)['m.homeserver'].base_url, 'https://other.example.com');
  assert.deepEqual(
    findings.map((finding) => finding.id),
    ['discovery/other-base-url'],
  );
});

test('without public_baseurl nothing is guessed', () => {
  const { steps, findings } = compileWellKnown(synapseConfig('server_name: a\n'), masConfig(), { path }, choices);
  assert.deepEqual([steps, findings.map((finding) => finding.id)], [[], ['discovery/no-public-baseurl']]);
});

test('a file that is no JSON object is refused', () => {
  for (const text of ['', 'a: 1', '[]', '{"a": 1,}', 'null']) {
    assert.throws(
      () => patched(text),
      (error: unknown) => error instanceof PlanError && error.problems[0]?.code === 'CONFIG_WRONG_TYPE',
      text,
    );
  }
});
