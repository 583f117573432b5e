import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import type { MasConfig } from '../../src/config/mas-config.ts';
import { readMasConfig } from '../../src/config/read-mas-config.ts';
import { readMasSharedSecret } from '../../src/config/read-mas-shared-secret.ts';
import { Secret } from '../../src/support/secret.ts';
import { inFolder, problemsOf, shortProblem } from './in-folder.ts';

const matrix = 'matrix: {homeserver: example.org, secret: shared}\n';

/** Reads files in a folder of their own, in the order given. */
function read(
  files: Readonly<Record<string, string>>,
  paths = ['config.yaml'],
  env: Readonly<Record<string, string>> = {},
): MasConfig {
  return inFolder(files, (cwd) => readMasConfig(paths, { cwd, env }));
}

function problems(yaml: string, files: Readonly<Record<string, string>> = {}): readonly string[] {
  return inFolder({ ...files, 'c.yaml': yaml }, (cwd) =>
    problemsOf(() => readMasConfig(['c.yaml'], { cwd, env: {} })).map((problem) => shortProblem(problem, cwd)),
  );
}

function parametersOf(
  database: string,
  files: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  return inFolder({ ...files, 'c.yaml': matrix + database }, (cwd) => {
    const { settings } = readMasConfig(['c.yaml'], { cwd, env: {} }).database;
    const shown = Object.entries(settings.parameters).map(([key, value]) => [
      key,
      value instanceof Secret ? `secret ${value.reveal()}` : value.replace(cwd, ''),
    ]);
    return Object.fromEntries(shown);
  });
}

suite('files', () => {
  test('are merged deeply, lists are joined, the last value wins', () => {
    const { tree } = read(
      { 'a.yaml': `${matrix}x: {l: [1], s: {a: 1, b: 1}, v: 1}\n`, 'b.yaml': 'x: {l: [2], s: {b: 2}, v: [3]}\n' },
      ['a.yaml', 'b.yaml'],
    );
    assert.deepEqual(tree.value(['x']), { l: [1, 2], s: { a: 1, b: 2 }, v: [3] });
  });

  test('each value keeps the place of its own file', () => {
    inFolder({ 'a.yaml': `${matrix}x:\n  a: 1\n  b: 1\ny: 1\n`, 'b.yaml': 'x:\n  b: 2\ny: 2\n' }, (cwd) => {
      const { tree } = readMasConfig(['a.yaml', 'b.yaml'], { cwd, env: {} });
      const place = (path: readonly string[]) => [
        tree.place(path)?.file?.replace(`${cwd}/`, ''),
        tree.place(path)?.line,
      ];
      assert.deepEqual(
        [place(['x', 'a']), place(['x', 'b'])],
        [
          ['a.yaml', 3],
          ['b.yaml', 2],
        ],
      );
      assert.deepEqual(
        tree.contributions('x').map(({ effective }) => effective),
        [true, true],
      );
      assert.deepEqual(
        tree.contributions('y').map(({ effective }) => effective),
        [false, true],
      );
    });
  });

  test('come from MAS_CONFIG, else config.yaml, here or in a directory above', () => {
    inFolder({ 'config.yaml': `${matrix}x: default\n`, 'one.yaml': matrix, 'two.yaml': 'x: two\n' }, (cwd) => {
      mkdirSync(join(cwd, 'below/here'), { recursive: true });
      const x = (env: Readonly<Record<string, string>>, folder = cwd) =>
        readMasConfig([], { cwd: folder, env }).tree.value(['x']);
      assert.deepEqual(
        [x({}), x({ MAS_CONFIG: 'one.yaml:two.yaml' }), x({}, join(cwd, 'below/here'))],
        ['default', 'two', 'default'],
      );
    });
  });

  test('variables come before all files', () => {
    const env = { MAS_DATABASE_HOST: 'from-env', MAS_MATRIX_SECRET: 'from-env', MAS_MATRIX_HOMESERVER: 'from-env' };
    const config = read({ 'config.yaml': matrix }, [], env);
    assert.deepEqual(config.database.settings, {
      parameters: { host: 'from-env' },
      from: ['MAS_DATABASE_HOST in the environment'],
    });
    assert.equal(config.matrix.homeserver, 'example.org');
    assert.equal(readMasSharedSecret(config).reveal(), 'shared');
  });
});

suite('the database', () => {
  test('absent, it is where libpq goes by default, and that is said', () => {
    const { settings } = read({ 'config.yaml': matrix }).database;
    assert.deepEqual(settings.parameters, {});
    assert.match(settings.from[0] ?? '', /^no database section in .*config\.yaml: libpq defaults$/);
  });

  test('a URI, with TLS options beside it', () => {
    const found = parametersOf('database: {uri: "postgresql://u:p@h:1/d", ssl_mode: verify-ca, ssl_ca_file: ca.pem}');
    assert.deepEqual(found, {
      user: 'u',
      password: 'secret p',
      host: 'h',
      port: '1',
      dbname: 'd',
      sslmode: 'verify-ca',
      sslrootcert: '/ca.pem',
    });
  });

  test('single options, files beside the working directory', () => {
    const found = parametersOf(
      'database: {host: h, port: 5433, username: u, password_file: pw, database: d, ssl_certificate_file: c.pem, ssl_key_file: /k.pem}',
      { pw: ' p w\n' },
    );
    assert.deepEqual(found, {
      host: 'h',
      port: '5433',
      user: 'u',
      password: 'secret p w',
      dbname: 'd',
      sslcert: '/c.pem',
      sslkey: '/k.pem',
    });
    assert.deepEqual(parametersOf('database: {host: h, socket: /run/pg}'), { host: '/run/pg' });
    assert.deepEqual(parametersOf('database: {max_connections: 5}'), {});
  });

  test('an override stands for the section', () => {
    const databaseOverride = { parameters: { host: 'o' }, from: ['--mas-database-uri'] };
    inFolder({ 'c.yaml': `${matrix}database: {uri: nonsense, host: x}\n` }, (cwd) => {
      assert.deepEqual(
        readMasConfig(['c.yaml'], { cwd, env: {}, databaseOverride }).database.settings,
        databaseOverride,
      );
    });
  });

  const refused: readonly (readonly [yaml: string, ...problems: string[]])[] = [
    ['{uri: "postgresql://h/d", host: h}', 'CONFIG_DATABASE c.yaml:2:12 database.uri'],
    ['{password: a, password_file: b}', 'CONFIG_DATABASE c.yaml:2:12 database.password'],
    ['{ssl_ca: x}', 'CONFIG_DATABASE c.yaml:2:12 database.ssl_ca'],
    ['{ssl_key_file: x}', 'CONFIG_DATABASE c.yaml:2:12 database.ssl_key_file'],
    ['{ssl_mode: on}', 'CONFIG_DATABASE c.yaml:2:12 database.ssl_mode'],
    [
      '{password: 12, port: "1"}',
      'CONFIG_WRONG_TYPE c.yaml:2:26 database.port',
      'CONFIG_WRONG_TYPE c.yaml:2:12 database.password',
    ],
    ['{password_file: gone}', 'FILE_UNREADABLE c.yaml:2:12 database.password_file'],
    ['{uri: "mysql://h"}', 'DATABASE_SETTINGS c.yaml:2:12 database.uri'],
    ['', 'CONFIG_WRONG_TYPE c.yaml:2:1 database'],
  ];
  for (const [yaml, ...expected] of refused) {
    test(`refused: ${yaml || 'null'}`, () => assert.deepEqual(problems(`${matrix}database: ${yaml}\n`), expected));
  }
});

suite('what is read', () => {
  test('providers, with their ids as UUIDs', () => {
    const { providers } = read({
      'config.yaml': `${matrix}upstream_oauth2:\n  providers:\n  - {id: 01hfs6s2svaa7y8qynfaj9pqv4, synapse_idp_id: oidc-a, issuer: https://a, client_id: c, human_name: A}\n  - {id: not-a-ulid}\n`,
    });
    assert.deepEqual(
      providers.map(({ place, ...provider }) => ({ ...provider, line: place.line })),
      [
        {
          id: '01hfs6s2svaa7y8qynfaj9pqv4',
          uuid: '018bf26c-8b3b-528f-e45f-d57aa49b5f64',
          synapseIdpId: 'oidc-a',
          issuer: 'https://a',
          clientId: 'c',
          humanName: 'A',
          line: 4,
        },
        { id: 'not-a-ulid', line: 5 },
      ],
    );
  });

  test('password schemes: argon2id where none is given, the secret file byte for byte', () => {
    const byDefault = read({ 'config.yaml': matrix }).passwords;
    assert.deepEqual(
      [byDefault.enabled, byDefault.schemes.map(({ version, algorithm }) => [version, algorithm])],
      [true, [[1, 'argon2id']]],
    );
    const { passwords } = read({
      'config.yaml': `${matrix}passwords:\n  enabled: false\n  schemes:\n  - {version: 1, algorithm: bcrypt, secret_file: pepper, unicode_normalization: true}\n  - {version: 2, algorithm: argon2id}\n`,
      pepper: 'p\n',
    });
    assert.deepEqual(
      passwords.schemes.map(({ secret, place, ...scheme }) => ({
        ...scheme,
        secret: secret?.reveal(),
        line: place.line,
      })),
      [
        { version: 1, algorithm: 'bcrypt', unicodeNormalization: true, secret: 'p\n', line: 5 },
        { version: 2, algorithm: 'argon2id', unicodeNormalization: false, secret: undefined, line: 6 },
      ],
    );
    assert.equal(passwords.enabled, false);
  });

  test('public_base and issuer, with a trailing slash', () => {
    const bases = (yaml: string) => {
      const { publicBase, issuer } = read({ 'config.yaml': matrix + yaml });
      return [publicBase, issuer];
    };
    assert.deepEqual(bases(''), ['http://[::]:8080/', 'http://[::]:8080/']);
    assert.deepEqual(bases('http: {public_base: "https://a"}'), ['https://a/', 'https://a/']);
    assert.deepEqual(bases('http: {public_base: "https://a/", issuer: "https://b"}'), ['https://a/', 'https://b/']);
  });

  test('the shared secret, inline or from a file without the white space around it', () => {
    assert.equal(readMasSharedSecret(read({ 'config.yaml': matrix })).reveal(), 'shared');
    inFolder({ 'c.yaml': 'matrix: {homeserver: h, secret_file: s}\n', s: ' shared \r\n' }, (cwd) => {
      const config = readMasConfig(['c.yaml'], { cwd, env: {} });
      assert.deepEqual(config.matrix.sharedSecret?.kind === 'file' && config.matrix.sharedSecret.path, join(cwd, 's'));
      assert.equal(readMasSharedSecret(config).reveal(), 'shared');
    });
    const gone = read({ 'config.yaml': 'matrix: {secret_file: gone}\n' });
    assert.deepEqual(
      problemsOf(() => readMasSharedSecret(gone)).map(({ code, place }) => [code, place?.key]),
      [['FILE_UNREADABLE', 'matrix.secret_file']],
    );
    const none = read({ 'config.yaml': 'matrix: {homeserver: h}\n' });
    assert.deepEqual(
      problemsOf(() => readMasSharedSecret(none)).map(({ code }) => code),
      ['CONFIG_MISSING_KEY'],
    );
  });
});

suite('problems', () => {
  test('of all files and kinds come together, each with its place', () => {
    inFolder(
      {
        'bad.yaml': 'a: [\n',
        'types.yaml':
          'matrix: {kind: dendrite, homeserver: 1}\nhttp:\npasswords: {enabled: "yes", schemes: [{version: one, algorithm: bcrypt}]}\nupstream_oauth2: {providers: [{id: 1}, 2]}\n',
        'list.yaml': '- x\n',
      },
      (cwd) => {
        const found = problemsOf(() =>
          readMasConfig(['bad.yaml', 'list.yaml', 'gone.yaml', '.', 'types.yaml'], { cwd, env: {} }),
        );
        assert.deepEqual(found.map((problem) => shortProblem(problem, cwd).replace(cwd, '.')).sort(), [
          'CONFIG_WRONG_TYPE list.yaml:1:1',
          'CONFIG_WRONG_TYPE types.yaml:1:10 matrix.kind',
          'CONFIG_WRONG_TYPE types.yaml:1:26 matrix.homeserver',
          'CONFIG_WRONG_TYPE types.yaml:2:1 http',
          'CONFIG_WRONG_TYPE types.yaml:3:13 passwords.enabled',
          'CONFIG_WRONG_TYPE types.yaml:3:40 passwords.schemes[0].version',
          'CONFIG_WRONG_TYPE types.yaml:4:32 upstream_oauth2.providers[0].id',
          'CONFIG_WRONG_TYPE types.yaml:4:40 upstream_oauth2.providers[1]',
          'CONFIG_YAML bad.yaml:1:4',
          'FILE_UNREADABLE .',
          'FILE_UNREADABLE gone.yaml',
        ]);
      },
    );
  });

  test('what is missing', () => {
    assert.deepEqual(problems('http: {}\nupstream_oauth2: {providers: [{issuer: a}]}\npasswords: {schemes: [{}]}\n'), [
      'CONFIG_MISSING_KEY c.yaml matrix',
      'CONFIG_MISSING_KEY c.yaml:3:23 passwords.schemes[0].version',
      'CONFIG_MISSING_KEY c.yaml:3:23 passwords.schemes[0].algorithm',
      'CONFIG_MISSING_KEY c.yaml:2:31 upstream_oauth2.providers[0].id',
      'CONFIG_MISSING_KEY c.yaml:1:1 http.public_base',
    ]);
    assert.deepEqual(problems('# nothing\n'), ['CONFIG_EMPTY c.yaml:1']);
  });
});
