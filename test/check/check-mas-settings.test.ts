import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkMasSettings } from '../../src/check/check-mas-settings.ts';
import { masConfig, soundMas, synapseConfig } from '../compile/build-configs.ts';

const soundSynapse = 'server_name: example.com\n';

function ids(synapse: string, mas: string): readonly string[] {
  return checkMasSettings(synapseConfig(synapse), masConfig(mas)).map((finding) => finding.id);
}

/** Replaces a part of the sound configuration; the part must be there. */
function mas(from: string, to: string): string {
  assert.ok(soundMas.includes(from));
  return soundMas.replace(from, to);
}

test('sound configurations give no finding', () => {
  assert.deepEqual(ids(soundSynapse, soundMas), []);
  assert.deepEqual(
    ids(`${soundSynapse}password_config: {pepper: salt}\n`, mas('bcrypt,', 'bcrypt, secret: salt,')),
    [],
  );
});

const cases: readonly (readonly [id: string, synapse: string, mas: string])[] = [
  ['mas/server-name-mismatch', 'server_name: other.com\n', soundMas],
  ['mas/shared-secret-missing', soundSynapse, mas('  secret_file: /run/secrets/mas\n', '')],
  ['mas/public-base-not-public', soundSynapse, mas('https://auth.example.com/', 'http://[::]:8080/')],
  ['mas/compat-resource-missing', soundSynapse, mas(', {name: compat}', '')],
  ['mas/compat-resource-missing', soundSynapse, soundMas.replace(/ {2}listeners:\n[\s\S]*(?=matrix:)/, '')],
  ['mas/passwords-disabled', soundSynapse, mas('enabled: true', 'enabled: false')],
  ['mas/password-scheme', soundSynapse, mas('bcrypt', 'argon2id')],
  ['mas/password-scheme', soundSynapse, mas('version: 1', 'version: 3')],
  ['mas/password-pepper', `${soundSynapse}password_config: {pepper: S3CRET}\n`, soundMas],
  ['mas/password-pepper', soundSynapse, mas('bcrypt,', 'bcrypt, secret: S3CRET,')],
  [
    'mas/password-pepper',
    `${soundSynapse}password_config: {pepper: S3CRET}\n`,
    mas('bcrypt,', 'bcrypt, secret: "S3CRET\\n",'),
  ],
  ['mas/unicode-normalization', soundSynapse, mas(', unicode_normalization: true', '')],
  [
    'synapse/password-module',
    `${soundSynapse}modules:\n  - module: ldap_auth_provider.LdapAuthProviderModule\n    config: {bind_password: S3CRET}\n`,
    soundMas,
  ],
  ['synapse/guests-enabled', `${soundSynapse}allow_guest_access: true\n`, soundMas],
];

for (const [id, synapse, text] of cases) {
  test(`${id} is found alone, with a place and no secret`, () => {
    const findings = checkMasSettings(synapseConfig(synapse), masConfig(text));
    assert.deepEqual(
      findings.map((finding) => finding.id),
      [id],
    );
    assert.ok(findings[0]?.where.some((place) => place.line !== undefined));
    assert.ok(!JSON.stringify(findings).includes('S3CRET'));
  });
}
