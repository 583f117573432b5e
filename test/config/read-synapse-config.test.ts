import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { readSynapseConfig } from '../../src/config/read-synapse-config.ts';
import type { SynapseConfig } from '../../src/config/synapse-config.ts';
import type { ConnectionSettings } from '../../src/support/postgres/connection-settings.ts';
import { Secret } from '../../src/support/secret.ts';
import { inFolder } from './in-folder.ts';
import { database, head, problems } from './synapse-yaml.ts';

/** Reads one homeserver.yaml that has what every one needs. */
function read(yaml: string): SynapseConfig {
  return inFolder({ 'homeserver.yaml': head + database + yaml }, (cwd) =>
    readSynapseConfig(['homeserver.yaml'], { cwd }),
  );
}

/** What a database section becomes. */
function databaseOf(yaml: string): SynapseConfig['database'] {
  return inFolder({ 'h.yaml': head + yaml }, (cwd) => readSynapseConfig(['h.yaml'], { cwd })).database;
}

/** Parameters with their secrets, to compare. */
function revealed(parameters: Readonly<Record<string, string | Secret>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(parameters).map(([key, value]) => [
      key,
      value instanceof Secret ? `secret ${value.reveal()}` : value,
    ]),
  );
}

suite('files', () => {
  test('a later file replaces a whole top-level key', () => {
    const config = inFolder(
      {
        'a.yaml': `${head}database: {name: psycopg2, args: {host: one, user: u}}\n`,
        'b.yaml': 'database: {name: psycopg2, args: {host: two}}\n',
      },
      (cwd) => readSynapseConfig(['a.yaml', 'b.yaml'], { cwd }),
    );
    assert.deepEqual(settingsOf(config).parameters, { host: 'two' });
  });

  test('each contribution knows its file and place and whether it counts, duplicates in one file too', () => {
    inFolder({ 'a.yaml': `${head}${database}x: 1\nx: 2\n`, 'b.yaml': '\nx: 3\n' }, (cwd) => {
      const { tree } = readSynapseConfig(['a.yaml', 'b.yaml'], { cwd });
      assert.deepEqual(
        tree.contributions('x').map(({ file, place, effective }) => [file.path, place.line, effective]),
        [
          [join(cwd, 'a.yaml'), 4, false],
          [join(cwd, 'a.yaml'), 5, false],
          [join(cwd, 'b.yaml'), 2, true],
        ],
      );
      assert.equal(tree.value(['x']), 3);
      assert.deepEqual(tree.place(['x']), { file: join(cwd, 'b.yaml'), line: 2, column: 1, key: 'x' });
      assert.deepEqual(tree.contributions('absent'), []);
    });
  });

  test('a directory gives its *.yaml files sorted; the rest is ignored, and said', () => {
    const files = {
      'conf.d/20.yaml': 'x: two\n',
      'conf.d/10.yaml': `${head}${database}x: one\n`,
      'conf.d/README': 'x',
      'conf.d/30.yml': 'x: three\n',
      'conf.d/40.yaml': '# nothing\n',
    };
    inFolder(files, (cwd) => {
      mkdirSync(join(cwd, 'conf.d/sub.yaml'));
      const { tree } = readSynapseConfig(['conf.d'], { cwd });
      assert.equal(tree.value(['x']), 'two');
      assert.deepEqual(
        tree.files.map(({ path }) => path),
        [join(cwd, 'conf.d/10.yaml'), join(cwd, 'conf.d/20.yaml')],
      );
      assert.deepEqual(
        tree.ignored.map((line) => line.replace(`${cwd}/conf.d/`, '').split(':')[0]),
        ['30.yml', 'README', 'sub.yaml', '40.yaml'],
      );
    });
  });
});

suite('what is read', () => {
  test('names, addresses and switches', () => {
    const config = read(
      'public_baseurl: https://matrix.example.org\ndefault_identity_server: https://id\nallow_guest_access: yes\nextra_well_known_client_content: {a: {b: 1}}\n',
    );
    assert.equal(config.serverName, 'example.org');
    assert.equal(config.publicBaseurl, 'https://matrix.example.org/');
    assert.equal(config.defaultIdentityServer, 'https://id');
    assert.equal(config.allowGuestAccess, true);
    assert.deepEqual(config.extraWellKnownClientContent, { a: { b: 1 } });
  });

  test('null sections are absent', () => {
    const config = read(
      'password_config:\noidc_providers:\noidc_config:\npublic_baseurl:\nallow_guest_access:\nextra_well_known_client_content:\n',
    );
    assert.deepEqual(
      [config.passwordPepper, config.passwordsEnabled, config.providers, config.publicBaseurl, config.allowGuestAccess],
      [undefined, true, [], undefined, false],
    );
  });

  const passwords: readonly (readonly [yaml: string, enabled: boolean])[] = [
    ['', true],
    ['password_config: {enabled: true}', true],
    ['password_config: {enabled: false}', false],
    ['password_config: {enabled: only_for_reauth}', false],
    ['password_config: {localdb_enabled: false}', false],
    ['matrix_authentication_service: {enabled: true}', false],
  ];
  for (const [yaml, enabled] of passwords) {
    test(`passwords are ${enabled ? 'on' : 'off'} with: ${yaml || 'nothing'}`, () =>
      assert.equal(read(yaml).passwordsEnabled, enabled));
  }

  test('the pepper is a secret, and an empty one is none', () => {
    assert.equal(read('password_config: {pepper: s3}').passwordPepper?.reveal(), 's3');
    assert.equal(read('password_config: {pepper: ""}').passwordPepper, undefined);
  });

  test('providers are named as in user_external_ids', () => {
    const { providers } = read(
      'oidc_providers:\n- {idp_id: keycloak, idp_name: Keycloak, issuer: https://k, client_id: c}\n- {idp_id: oidc, idp_name: Old}\noidc_config: {enabled: true, issuer: https://legacy}\n',
    );
    assert.deepEqual(
      providers.map(({ place, ...provider }) => ({ ...provider, line: place.line })),
      [
        {
          authProvider: 'oidc-keycloak',
          issuer: 'https://k',
          clientId: 'c',
          name: 'Keycloak',
          path: ['oidc_providers', 0],
          line: 5,
        },
        { authProvider: 'oidc', name: 'Old', path: ['oidc_providers', 1], line: 6 },
        { authProvider: 'oidc', issuer: 'https://legacy', name: 'OIDC', path: ['oidc_config'], line: 7 },
      ],
    );
    assert.deepEqual(read('oidc_config: {enabled: false, issuer: https://legacy}').providers, []);
  });
});

suite('the database', () => {
  test('arguments become libpq keywords: all strings, no cp_*, database is dbname', () => {
    const settings = settingsFrom(
      'database:\n  name: psycopg2\n  args: {user: u, password: 12, database: d, host: /run, port: 5433, keepalives_idle: 10, cp_min: 5, cp_max: 10, sslmode: }\n',
    );
    assert.deepEqual(revealed(settings.parameters), {
      user: 'u',
      password: 'secret 12',
      dbname: 'd',
      host: '/run',
      port: '5433',
      keepalives_idle: '10',
    });
    assert.match(settings.from[0] ?? '', /h\.yaml:5 database\.args$/);
  });

  test('of several databases the one with the store main', () => {
    const several =
      'databases:\n  s: {name: psycopg2, data_stores: [state], args: {dbname: s}}\n  m: {name: psycopg2, data_stores: [main], args: {dbname: m}}\n';
    assert.deepEqual(settingsFrom(several).parameters, { dbname: 'm' });
    assert.deepEqual(settingsFrom('databases: {all: {name: psycopg2, args: {dbname: a}}}\n').parameters, {
      dbname: 'a',
    });
  });

  test('SQLite, by name, by default and by database_path', () => {
    for (const [yaml, key] of [
      ['database: {name: sqlite3, args: {database: ./x}}', 'database.args.database'],
      ['database: {args: {database: ./x}}', 'database.args.database'],
      ['databases: {m: {name: sqlite3, args: {database: ./x}}}', 'databases.m.args.database'],
      ['database_path: ./x', 'database_path'],
    ] as const) {
      const { place, ...database } = databaseOf(yaml);
      assert.ok(database.engine === 'sqlite3');
      assert.deepEqual([database.file, place.key], ['./x', key]);
      assert.ok(database.from.endsWith(` ${key}`), database.from);
    }
  });

  test('a URI as dsn', () => {
    const settings = settingsFrom('database: {name: psycopg2, args: {dsn: "postgresql://u:p@h/d"}}');
    assert.deepEqual(revealed(settings.parameters), { user: 'u', password: 'secret p', host: 'h', dbname: 'd' });
  });

  test('an override stands for the section, which may then be absent or unusable', () => {
    const settings = { parameters: { host: 'h' }, from: ['--synapse-database-uri'] };
    const databaseOverride = { engine: 'psycopg2', settings } as const;
    const config = inFolder({ 'h.yaml': head }, (cwd) => readSynapseConfig(['h.yaml'], { cwd, databaseOverride }));
    assert.deepEqual(settingsOf(config), settings);
  });

  const refused: readonly (readonly [yaml: string, problem: string])[] = [
    ['', 'CONFIG_MISSING_KEY h.yaml database'],
    ['database: {}', 'CONFIG_MISSING_KEY h.yaml:3:1 database'],
    ['database: {name: sqlite3}', 'CONFIG_DATABASE h.yaml:3:1 database.args.database'],
    ['database: {args: {database: ":memory:"}}', 'CONFIG_DATABASE h.yaml:3:19 database.args.database'],
    ['database: {args: {database: "file:/x", uri: true}}', 'CONFIG_DATABASE h.yaml:3:19 database.args.database'],
    ['database: {name: mysql}', 'CONFIG_DATABASE h.yaml:3:12 database.name'],
    ['database: postgres', 'CONFIG_WRONG_TYPE h.yaml:3:1 database'],
    ['database: {name: psycopg2, args: {host: [a]}}', 'CONFIG_WRONG_TYPE h.yaml:3:35 database.args.host'],
    [
      'database: {name: psycopg2, args: {database: a, dbname: b}}',
      'CONFIG_DATABASE h.yaml:3:35 database.args.database',
    ],
    ['database: {name: psycopg2, args: {dsn: host=x}}', 'CONFIG_DATABASE h.yaml:3:35 database.args.dsn'],
    ['database: {name: psycopg2}\ndatabases: {a: {name: psycopg2}}', 'CONFIG_DATABASE h.yaml:4:1 databases'],
    ['database_path: /x\ndatabases: {a: {name: psycopg2}}', 'CONFIG_DATABASE h.yaml:4:1 databases'],
    ['databases: {a: {name: psycopg2, data_stores: [state]}}', 'CONFIG_DATABASE h.yaml:3:1 databases'],
    ['databases: {a: {name: psycopg2}, b: {name: psycopg2}}', 'CONFIG_DATABASE h.yaml:3:1 databases'],
  ];
  for (const [yaml, problem] of refused) {
    test(`refused: ${yaml.replaceAll('\n', ' / ') || 'nothing'}`, () =>
      assert.deepEqual(problems({ 'h.yaml': `${head}${yaml}\n` }), [problem]));
  }
});

function settingsFrom(yaml: string): ConnectionSettings {
  return settingsOf({ database: databaseOf(yaml) });
}

function settingsOf({ database }: Pick<SynapseConfig, 'database'>): ConnectionSettings {
  assert.ok(database.engine === 'psycopg2');
  return database.settings;
}
