import assert from 'node:assert/strict';
import { test } from 'node:test';
import { synapseDatabaseOverride } from '../../src/cli/database-override.ts';
import { resolveSource } from '../../src/cli/resolve-source.ts';
import { PlanError } from '../../src/support/errors.ts';
import { connectionSurroundings } from '../../src/support/postgres/connection-surroundings.ts';

const option = '--synapse-database-uri';

test('a file of SQLite is named by its absolute path', () => {
  const named = (uri: string) => synapseDatabaseOverride(uri).databaseOverride;
  assert.deepEqual(named('sqlite:///srv/homeserver.db'), {
    engine: 'sqlite3',
    file: '/srv/homeserver.db',
    from: option,
  });
  assert.deepEqual(named('sqlite:///srv/a%20b%3F.db'), { engine: 'sqlite3', file: '/srv/a b?.db', from: option });
  assert.equal(named('postgresql://user@host/name')?.engine, 'psycopg2');
  assert.deepEqual(synapseDatabaseOverride(undefined), {});
  for (const uri of [
    'sqlite:homeserver.db',
    'sqlite://host/x',
    'sqlite:///',
    'sqlite:///x?mode=ro',
    'sqlite:///%zz',
    'sqlite:///a%00',
  ]) {
    assert.throws(
      () => named(uri),
      (error) => error instanceof PlanError && error.problems[0]?.code === 'DATABASE_SETTINGS',
      uri,
    );
  }
});

test('the file of a configuration is looked for where it is for this program', () => {
  const at = (file: string) => {
    const database = { engine: 'sqlite3', file, from: 'x', place: { file: '/etc/synapse/homeserver.yaml' } } as const;
    const mappings = [{ from: '/data', to: '/srv/synapse' }];
    return resolveSource({ database }, { cwd: '/here', mappings, surroundings: connectionSurroundings({}) });
  };
  assert.deepEqual(at('/data/homeserver.db'), { engine: 'sqlite3', path: '/srv/synapse/homeserver.db', from: ['x'] });
  assert.deepEqual(at('/var/homeserver.db'), { engine: 'sqlite3', path: '/var/homeserver.db', from: ['x'] });
  assert.deepEqual(at('homeserver.db'), { engine: 'sqlite3', path: '/etc/synapse/homeserver.db', from: ['x'] });
});
