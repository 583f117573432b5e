import assert from 'node:assert/strict';
import { test } from 'node:test';
import { backupStep } from '../../../src/compile/operator/backup-step.ts';
import { pgDump } from '../../../src/compile/operator/pg-dump.ts';
import { factsOf } from './operator-facts.ts';

const server = { host: 'db.example.com', port: 5432, database: 'synapse', user: 'synapse', sslmode: 'prefer' };

test('both databases and every changed file are kept, and read once', () => {
  const step = backupStep(factsOf());
  assert.deepEqual([step.id, step.phase, step.guard], ['operator/backup', 'prepare', undefined]);
  assert.deepEqual(
    step.instructions.split('\n').filter((line) => !line.startsWith('#')),
    [
      'umask 077',
      'mkdir -p before-mas',
      "pg_dump --format=custom --file=before-mas/synapse.dump --dbname='host=/run/postgresql port=5432 user=synapse dbname=synapse'",
      "pg_dump --format=custom --file=before-mas/mas.dump --dbname='host=db.example.com port=5433 user=mas dbname=mas sslmode=verify-full'",
      "tar --create --file=before-mas/files.tar /etc/synapse/homeserver.yaml '/srv/my site/.well-known/matrix/client'",
      'pg_restore --list before-mas/synapse.dump',
      'pg_restore --file=/dev/null before-mas/synapse.dump',
      'pg_restore --list before-mas/mas.dump',
      'pg_restore --file=/dev/null before-mas/mas.dump',
      'tar --list --file=before-mas/files.tar',
    ],
  );
});

test('without a changed file there is no archive of files', () => {
  assert.doesNotMatch(backupStep(factsOf('', '', { changedFiles: [] })).instructions, /tar /);
});

for (const [what, connection, expected] of [
  [
    'a name with blanks, quotes and an equals sign',
    { database: "bob's a=b" },
    "--dbname='host=db.example.com port=5432 user=synapse dbname='\\''bob\\'\\''s a=b'\\'''",
  ],
  ['no name at all', { database: '' }, "dbname='\\'''\\'''"],
  ['several servers with one port', { host: 'a,b' }, "--dbname='host=a,b port=5432 user=synapse dbname=synapse'"],
  ['several servers with ports of their own', { host: 'a:1,b:2' }, "--dbname='user=synapse dbname=synapse'"],
  ['an address of IPv6', { host: '::1' }, "--dbname='host=::1 port=5432 user=synapse dbname=synapse'"],
] as const) {
  test(`${what} in a connection`, () => {
    const command = pgDump({ ...server, ...connection }, 'x.dump').at(-1) ?? '';
    assert.ok(command.includes(expected), command);
  });
}

test('where one pair of host and port names no server, the person is told', () => {
  assert.equal(
    pgDump({ ...server, host: 'a:1,b:2' }, 'x.dump')[0],
    '# Name one server of a:1,b:2 by PGHOST and PGPORT.',
  );
});
