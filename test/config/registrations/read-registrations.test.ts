import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { readSynapseConfig } from '../../../src/config/read-synapse-config.ts';
import { readRegistrations } from '../../../src/config/registrations/read-registrations.ts';
import type { Registrations } from '../../../src/config/registrations/registration.ts';
import { temporaryFolder } from '../../cli/example.ts';
import { oddRegistrations } from './odd-registrations.ts';

interface Given {
  /** `app_service_config_files: …`; `DIR` stands for the folder. */
  readonly homeserver: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly mappings?: readonly { readonly from: string; readonly to: string }[];
  readonly cwd?: string;
  readonly prepare?: (directory: string) => void;
}

function read(
  t: TestContext,
  { homeserver, files = {}, mappings = [], cwd, prepare }: Given,
): Registrations & { readonly directory: string } {
  const directory = temporaryFolder(t);
  const write = (name: string, text: string): void => {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), text);
  };
  for (const [name, text] of Object.entries(files)) write(name, text);
  prepare?.(directory);
  const required = 'server_name: example.org\nreport_stats: false\ndatabase: { name: psycopg2 }\n';
  write('etc/homeserver.yaml', required + homeserver.replaceAll('DIR', directory));
  const config = readSynapseConfig([join(directory, 'etc/homeserver.yaml')], { cwd: '/' });
  const here = { cwd: cwd === undefined ? '/' : join(directory, cwd), mappings };
  return { ...readRegistrations(config, here), directory };
}

const sound = oddRegistrations[0]?.yaml ?? '';
const listOf = (...files: readonly string[]): string => `app_service_config_files: ${JSON.stringify(files)}\n`;

test('what Synapse needs to know of a registration, and no token', (t) => {
  const yaml = `${sound}io.element.msc4190: true\n`;
  const { services, faults, directory } = read(t, { homeserver: listOf('DIR/irc.yaml'), files: { 'irc.yaml': yaml } });
  const path = join(directory, 'irc.yaml');
  assert.deepEqual(faults, []);
  const [service = assert.fail()] = services;
  const { users, listedAt, ...rest } = service;
  assert.deepEqual(rest, { file: path, path, id: 'irc', senderLocalpart: 'irc_bot', msc4190: 'on', faults: [] });
  assert.deepEqual(
    users.map(({ regex, isExclusive, parsed, place }) => [regex, isExclusive, parsed.kind, place.line]),
    [['@irc_.*', true, 'parsed', 6]],
  );
  assert.deepEqual([listedAt.file, listedAt.line], [join(directory, 'etc/homeserver.yaml'), 4]);
  assert.doesNotMatch(JSON.stringify(services), /secret/);
});

test('what Synapse would not start with is a fault with a place and without a value', (t) => {
  const files = Object.fromEntries(oddRegistrations.map(({ yaml }, index) => [`${index}.yaml`, yaml]));
  const { services } = read(t, { homeserver: listOf(...Object.keys(files).map((name) => `DIR/${name}`)), files });
  const wrong = services.flatMap(({ faults, unreadable }, index) => {
    const { name, isTaken } = oddRegistrations[index] ?? assert.fail();
    const own = faults.filter(({ what }) => !/is that of/.test(what));
    return (own.length === 0) === isTaken && unreadable === undefined ? [] : [name];
  });
  assert.deepEqual(wrong, []);
  for (const { faults, path } of services) for (const { place } of faults) assert.equal(place.file, path);
  assert.doesNotMatch(JSON.stringify(services), /secret_example_only|1234/);
});

test('a file that cannot be read is none without faults: it is unreadable, with the reason', (t) => {
  const { services } = read(t, {
    homeserver: listOf(
      'DIR/gone.yaml',
      'DIR/folder',
      'DIR/dangling.yaml',
      'DIR/irc.yaml/x.yaml',
      'DIR/pipe',
      'DIR/big.yaml',
    ),
    files: { 'irc.yaml': sound, 'folder/a.yaml': sound, 'big.yaml': `${sound}#${'x'.repeat(5 * 2 ** 20)}` },
    prepare: (directory) => {
      symlinkSync(join(directory, 'nowhere'), join(directory, 'dangling.yaml'));
      execFileSync('mkfifo', [join(directory, 'pipe')]);
    },
  });
  assert.deepEqual(
    services.map(({ unreadable, msc4190, faults, id }) => [
      unreadable?.replace(/^.*: /, ''),
      msc4190,
      faults.length,
      id,
    ]),
    [
      ['there is no such file', 'unknown', 0, undefined],
      ['it is a directory', 'unknown', 0, undefined],
      ['there is no such file', 'unknown', 0, undefined],
      ['a part of the path is no directory', 'unknown', 0, undefined],
      ['it is no file', 'unknown', 0, undefined],
      ['it is larger than any registration', 'unknown', 0, undefined],
    ],
  );
});

test('an id or an as_token that is used twice is a fault of the second, and the token is not shown', (t) => {
  const other = sound.replace('id: irc', 'id: other');
  const { services } = read(t, {
    homeserver: listOf('DIR/a.yaml', 'DIR/b.yaml', 'DIR/a.yaml'),
    files: { 'a.yaml': sound, 'b.yaml': other },
  });
  assert.deepEqual(
    services.map(({ faults }) => faults.map(({ what, place }) => [place.key, what.replace(/\S*\//, '')])),
    [
      [],
      [['as_token', 'Its as_token is that of a.yaml too.']],
      [
        ['id', 'Its id irc is that of a.yaml too.'],
        ['as_token', 'Its as_token is that of a.yaml too.'],
      ],
    ],
  );
});

test('paths of a container are those of this machine by a mapping, the longest first', (t) => {
  const { services, directory } = read(t, {
    homeserver: listOf('/data/irc.yaml', '/data/bridges/x.yaml', '/database/irc.yaml'),
    files: { 'synapse/irc.yaml': sound, 'bridges/x.yaml': sound.replace('id: irc', 'id: x') },
    mappings: [
      { from: '/data', to: 'synapse' },
      { from: '/data/bridges/', to: 'bridges' },
    ],
    cwd: '.',
  });
  assert.deepEqual(
    services.map(({ file, path, id }) => [file, path, id]),
    [
      ['/data/irc.yaml', join(directory, 'synapse/irc.yaml'), 'irc'],
      ['/data/bridges/x.yaml', join(directory, 'bridges/x.yaml'), 'x'],
      ['/database/irc.yaml', undefined, undefined],
    ],
  );
});

test('a relative path is looked for beside the file that names it, then in the working directory', (t) => {
  const files = {
    'etc/a.yaml': sound,
    'here/a.yaml': sound.replace('id: irc', 'id: here'),
    'here/b.yaml': sound.replace('id: irc', 'id: b'),
  };
  const { services, directory } = read(t, { homeserver: listOf('a.yaml', './b.yaml', 'c.yaml'), files, cwd: 'here' });
  assert.deepEqual(
    services.map(({ id }) => id),
    ['irc', 'b', undefined],
  );
  assert.equal(services[2]?.unreadable, `${join(directory, 'etc/c.yaml')}: there is no such file`);
});

for (const [homeserver, count] of [
  ['', 0],
  ['app_service_config_files: []\n', 0],
  ['app_service_config_files:\n', 1],
  ['app_service_config_files: /etc/irc.yaml\n', 1],
  ['app_service_config_files: { a: b }\n', 1],
  ['app_service_config_files: [1, null, [a]]\n', 3],
] as const) {
  test(`${JSON.stringify(homeserver)}: ${count} faults of the list itself`, (t) => {
    const { services, faults, directory } = read(t, { homeserver });
    assert.deepEqual(services, []);
    assert.equal(faults.length, count);
    for (const { place } of faults) assert.equal(place.file, join(directory, 'etc/homeserver.yaml'));
  });
}
