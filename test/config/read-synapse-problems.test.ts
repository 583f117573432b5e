import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { inspect } from 'node:util';
import { readSynapseConfig } from '../../src/config/read-synapse-config.ts';
import { inFolder, problemsOf } from './in-folder.ts';
import { database, head, problems } from './synapse-yaml.ts';

suite('problems', () => {
  test('of all files and kinds come together, each with its place', () => {
    const found = problems(
      {
        'bad.yaml': 'a: "x\nb: y\n',
        'types.yaml': `server_name: 12\n${database}public_baseurl: []\noidc_providers:\n- idp_id: 5\n-\npassword_config:\n  pepper: 1\n`,
      },
      ['bad.yaml', 'gone.yaml', 'types.yaml'],
    );
    assert.deepEqual([...found].sort(), [
      'CONFIG_WRONG_TYPE types.yaml:1:1 server_name',
      'CONFIG_WRONG_TYPE types.yaml:3:1 public_baseurl',
      'CONFIG_WRONG_TYPE types.yaml:5:3 oidc_providers[0].idp_id',
      'CONFIG_WRONG_TYPE types.yaml:6:2 oidc_providers[1]',
      'CONFIG_WRONG_TYPE types.yaml:8:3 password_config.pepper',
      'CONFIG_YAML bad.yaml:1:4',
      'FILE_UNREADABLE gone.yaml',
    ]);
  });

  test('what every configuration needs', () => {
    assert.deepEqual(problems({ 'h.yaml': 'x: 1\n' }), [
      'CONFIG_MISSING_KEY h.yaml database',
      'CONFIG_MISSING_KEY h.yaml server_name',
      'CONFIG_MISSING_KEY h.yaml report_stats',
    ]);
    assert.deepEqual(problems({ 'h.yaml': `server_name:\nreport_stats:\n${database}` }), [
      'CONFIG_MISSING_KEY h.yaml:1:1 server_name',
    ]);
  });

  test('no mapping anywhere', () => {
    assert.deepEqual(problems({ 'a.yaml': '- x\n', 'b.yaml': '' }), ['CONFIG_EMPTY b.yaml:1']);
    assert.deepEqual(problems({}, []), ['CONFIG_EMPTY']);
  });

  test('neither messages nor excerpts hold a secret', () => {
    const secret = 'correct-horse';
    inFolder(
      {
        'h.yaml': `${head}database:\n  name: psycopg2\n  args: {user: [], password: ${secret}}\npassword_config: {pepper: [${secret}]}\nmacaroon_secret_key: "${secret}\n`,
      },
      (cwd) => {
        const found = problemsOf(() => readSynapseConfig(['h.yaml'], { cwd }));
        assert.notEqual(found.length, 0);
        assert.ok(!inspect(found, { depth: 9 }).includes(secret));
      },
    );
    inFolder(
      {
        'h.yaml': `${head}database:\n  name: psycopg2\n  args: {user: [], password: ${secret}}\npassword_config: {pepper: [${secret}]}\n`,
      },
      (cwd) => {
        const found = problemsOf(() => readSynapseConfig(['h.yaml'], { cwd }));
        assert.equal(found.length, 2);
        assert.ok(!inspect(found, { depth: 9 }).includes(secret));
      },
    );
  });
});
