import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wantedSchemes } from '../../../../src/compile/mas/settings/password-schemes.ts';
import { masConfig, synapseConfig } from '../../build-configs.ts';
import { bareMas, shown } from './settings-of.ts';

const bcrypt = { version: 1, algorithm: 'bcrypt', unicode_normalization: true };
const argon2id = { version: 2, algorithm: 'argon2id', unicode_normalization: true };
const secret = { secret: 'secret of password_config.pepper' };
const right = '{version: 1, algorithm: bcrypt, unicode_normalization: true}';

const cases: readonly (readonly [
  name: string,
  pepper: boolean,
  passwords: string,
  edits: readonly unknown[],
  said: readonly string[],
])[] = [
  ['no section', true, '', [{ append: { ...bcrypt, ...secret } }, { append: argon2id }], []],
  ['no schemes', false, '{enabled: true}', [{ append: bcrypt }, { append: argon2id }], []],
  ['an empty list', false, '{schemes: []}', [{ append: bcrypt }, { append: argon2id }], []],
  ['passwords off', true, '{enabled: false}', [], []],
  ['right already', false, `{schemes: [${right}]}`, [], []],
  ['the pepper is missing', true, `{schemes: [${right}]}`, [{ 0: secret }], []],
  [
    'an empty secret',
    true,
    '{schemes: [{version: 1, algorithm: bcrypt, unicode_normalization: true, secret: ""}]}',
    [{ 0: secret }],
    [],
  ],
  [
    'another secret',
    true,
    '{schemes: [{version: 1, algorithm: bcrypt, unicode_normalization: true, secret: other}]}',
    [],
    [],
  ],
  [
    'normalisation is missing, in the second place',
    true,
    '{schemes: [{version: 2, algorithm: argon2id}, {version: 1, algorithm: bcrypt, secret: salt}]}',
    [{ 1: { unicode_normalization: true } }],
    [],
  ],
  [
    'as mas-cli writes it',
    true,
    '{schemes: [{version: 1, algorithm: argon2id}]}',
    [{ 0: { version: 2, unicode_normalization: true } }, { append: { ...bcrypt, ...secret } }],
    ['info mas/password-scheme-moved'],
  ],
  [
    'as mas-cli writes it, with normalisation',
    false,
    '{schemes: [{version: 1, algorithm: argon2id, unicode_normalization: true}]}',
    [{ 0: { version: 2 } }, { append: bcrypt }],
    ['info mas/password-scheme-moved'],
  ],
  [
    'version 1 is taken below others',
    false,
    '{schemes: [{version: 1, algorithm: pbkdf2}, {version: 2, algorithm: argon2id}]}',
    [],
    [],
  ],
  ['version 1 is free', false, '{schemes: [{version: 3, algorithm: argon2id}]}', [{ append: bcrypt }], []],
  [
    'a version stands twice',
    false,
    '{schemes: [{version: 1, algorithm: argon2id}, {version: 1, algorithm: bcrypt}]}',
    [],
    ['error mas/password-scheme-twice'],
  ],
];

for (const [name, pepper, passwords, edits, said] of cases) {
  test(`passwords.schemes: ${name}`, () => {
    const synapse = synapseConfig(`server_name: example.com\n${pepper ? 'password_config: {pepper: salt}\n' : ''}`);
    const mas = masConfig(passwords === '' ? bareMas : `${bareMas}passwords: ${passwords}\n`);
    const wanted = wantedSchemes(synapse, mas);
    assert.deepEqual(
      wanted.edits.map(({ kind, index, value }) => ({ [kind === 'append' ? kind : String(index)]: shown(value) })),
      edits,
    );
    assert.deepEqual(
      wanted.findings.map(({ severity, id }) => `${severity} ${id}`),
      said,
    );
  });
}
