import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { PlanError } from '../../../src/support/errors.ts';
import { packageRoot } from '../../../src/support/package-root.ts';
import type { ConnectionSurroundings } from '../../../src/support/postgres/connection-surroundings.ts';
import { type ResolvedConnection, resolveConnection } from '../../../src/support/postgres/resolve-connection.ts';
import { Secret } from '../../../src/support/secret.ts';

const certificates = join(packageRoot(), 'test/fixtures/tls');
const pem = (name: string): string => readFileSync(join(certificates, name), 'utf8');

/** Surroundings whose files are these texts; a file is private unless its name ends in `open`. */
function surroundings(
  files: Readonly<Record<string, string>> = {},
  env: Readonly<Record<string, string>> = {},
): ConnectionSurroundings {
  return {
    env,
    homeDirectory: '/home/ops',
    userName: 'ops',
    readFile: (path) => files[path],
    fileMode: (path) => (path in files ? (path.endsWith('open') ? 0o100644 : 0o100600) : undefined),
  };
}

function resolve(
  parameters: Readonly<Record<string, string | Secret>>,
  files: Readonly<Record<string, string>> = {},
  env: Readonly<Record<string, string>> = {},
): ResolvedConnection {
  return resolveConnection({ parameters, from: ['homeserver.yaml:3 database.args'] }, surroundings(files, env));
}

function problemsOf(run: () => unknown): readonly string[] {
  try {
    run();
  } catch (error) {
    assert.ok(error instanceof PlanError);
    assert.ok(error.problems.every((problem) => problem.code === 'DATABASE_SETTINGS'));
    return error.problems.map((problem) => problem.message);
  }
  return [];
}

const passwords = (resolved: ResolvedConnection): readonly (string | undefined)[] =>
  resolved.hosts.map((host) => host.password?.reveal());

describe('what fills the gaps', () => {
  test("nothing at all means libpq's defaults, and says so", () => {
    const resolved = resolve({});
    assert.deepEqual(resolved.description, {
      host: 'localhost',
      port: 5432,
      database: 'ops',
      user: 'ops',
      sslmode: 'prefer',
      from: ['homeserver.yaml:3 database.args', "libpq's default for host, user, dbname"],
    });
  });

  test('the default host is the first usual socket that exists for the port', () => {
    assert.equal(resolve({}, { '/tmp/.s.PGSQL.5432': '' }).hosts[0].host, '/tmp');
    const both = { '/tmp/.s.PGSQL.5432': '', '/var/run/postgresql/.s.PGSQL.5432': '' };
    assert.equal(resolve({}, both).hosts[0].host, '/var/run/postgresql');
    assert.equal(resolve({ port: '5433' }, both).hosts[0].host, 'localhost');
    assert.equal(resolve({ host: '' }, both, { PGHOST: 'elsewhere' }).hosts[0].host, '/var/run/postgresql');
  });

  test('explicit parameters win over the service file, which wins over the environment', () => {
    const file = '[other]\nhost=wrong\n\n[mas]\n# ours\nhost=service\nport=7\nuser=service\n[more]\ndbname=wrong\n';
    const env = { PGSERVICE: 'mas', PGHOST: 'env', PGUSER: 'env', PGDATABASE: 'env', PGCLIENTENCODING: 'LATIN1' };
    const resolved = resolve({ host: 'explicit' }, { '/home/ops/.pg_service.conf': file }, env);
    assert.deepEqual(resolved.description, {
      host: 'explicit',
      port: 7,
      database: 'env',
      user: 'service',
      sslmode: 'prefer',
      from: ['homeserver.yaml:3 database.args', 'service mas in ~/.pg_service.conf', 'PGDATABASE'],
    });
  });

  test('a service file is named by PGSERVICEFILE, else of the user, else of the system', () => {
    const files = { '/named': '[a]\nhost=named\n', '/etc/pg/pg_service.conf': '[a]\nhost=a\n[b]\nhost=system\n' };
    const env = { PGSERVICEFILE: '/named', PGSYSCONFDIR: '/etc/pg' };
    assert.equal(resolve({ service: 'a' }, files, env).hosts[0].host, 'named');
    assert.equal(resolve({ service: 'b' }, files, env).hosts[0].host, 'system');
    assert.equal(resolve({ service: 'a' }, files, { PGSYSCONFDIR: '/etc/pg' }).hosts[0].host, 'a');
    assert.equal(problemsOf(() => resolve({ service: 'c' }, files, env)).length, 1);
    assert.equal(problemsOf(() => resolve({ service: 'b' }, files, { ...env, PGSERVICEFILE: '/absent' })).length, 1);
  });

  test('a line that libpq would refuse is named by its place, not by its text', () => {
    const file = '[mas]\nhost=h\npasword=hunter2\n';
    assert.throws(
      () => resolve({ service: 'mas' }, { '/home/ops/.pg_service.conf': file }),
      (error) => {
        assert.ok(error instanceof PlanError);
        assert.deepEqual(error.problems[0]?.place, { file: '~/.pg_service.conf', line: 3 });
        assert.doesNotMatch(error.message, /hunter2/);
        return true;
      },
    );
  });

  test("keys of a pool are dropped, psycopg2's old name is understood, the rest is listed", () => {
    const resolved = resolve({
      cp_min: '5',
      cp_max: '10',
      max_connections: '3',
      database: 'synapse',
      keepalives: '1',
      bogus: 'x',
      apple: 'y',
    });
    assert.equal(resolved.database, 'synapse');
    assert.deepEqual(resolved.ignored, ['apple', 'bogus']);
  });
});

describe('hosts', () => {
  test('several hosts have a port each or share one', () => {
    const shown = (parameters: Record<string, string>): unknown => resolve(parameters).hosts;
    assert.deepEqual(shown({ host: 'a,b', port: '1,2' }), [
      { host: 'a', port: 1 },
      { host: 'b', port: 2 },
    ]);
    assert.deepEqual(shown({ host: 'a,b', port: '7' }), [
      { host: 'a', port: 7 },
      { host: 'b', port: 7 },
    ]);
    assert.deepEqual(shown({ host: 'a,b', port: ',2' }), [
      { host: 'a', port: 5432 },
      { host: 'b', port: 2 },
    ]);
    assert.deepEqual(shown({ host: 'a', hostaddr: '10.0.0.1' }), [{ host: 'a', hostaddr: '10.0.0.1', port: 5432 }]);
    assert.equal(resolve({ host: 'a,b', port: '1,2' }).description.host, 'a:1,b:2');
    assert.equal(resolve({ host: 'a,b' }).description.host, 'a,b');
  });

  test('all settings that cannot be used are named together, with who gave them', () => {
    const messages = problemsOf(() =>
      resolve(
        { host: 'a,b', port: '1,2,3', connect_timeout: 'soon', sslrootcert: '/absent' },
        {},
        { PGSSLMODE: 'on', PGTARGETSESSIONATTRS: 'best', PGCHANNELBINDING: 'require' },
      ),
    );
    const keywords = messages.map((message) => message.split(' ')[0]);
    assert.deepEqual(keywords.sort(), [
      'channel_binding',
      'connect_timeout',
      'port',
      'sslmode',
      'sslrootcert',
      'target_session_attrs',
    ]);
    assert.ok(messages.some((message) => message.includes('sslmode "on" of PGSSLMODE')));
    for (const port of ['0', '65536', '-1', '5432x', '5432.5'])
      assert.equal(problemsOf(() => resolve({ host: 'a,b', port })).length, 1, port);
  });
});

describe('passwords', () => {
  const file = [
    '# comment',
    'a\\:b:*:*:*:colon',
    'h:5432:db:u:exact:with\\\\colon',
    'h:*:*:\\*:star',
    'localhost:*:*:*:local',
    'h:*:*:*:',
    '*:7:*:*:seven',
  ].join('\n');
  const files = { '/home/ops/.pgpass': file, '/other': '*:*:*:*:other', '/pass.open': '*:*:*:*:open' };
  const find = (parameters: Record<string, string | Secret>, env = {}): readonly (string | undefined)[] =>
    passwords(resolve(parameters, files, env));

  test('the first line of ~/.pgpass that fits gives the password', () => {
    assert.deepEqual(find({ host: 'h', dbname: 'db', user: 'u' }), ['exact:with\\colon']);
    assert.deepEqual(find({ host: 'h', dbname: 'db', user: '*' }), ['star']);
    assert.deepEqual(find({ host: 'a:b' }), ['colon']);
    assert.deepEqual(find({ host: 'h', port: '7' }), [undefined]);
    assert.deepEqual(find({ host: 'x,h,x', port: '7,5432,8', dbname: 'db', user: 'u' }), [
      'seven',
      'exact:with\\colon',
      undefined,
    ]);
    assert.deepEqual(find({ host: '/tmp' }), ['local']);
    assert.deepEqual(find({ host: '/srv/socket' }), [undefined]);
  });

  test('a given password wins, PGPASSFILE names another file', () => {
    assert.deepEqual(find({ host: 'h', password: new Secret('p', 'given') }), ['given']);
    assert.deepEqual(find({ host: 'h' }, { PGPASSWORD: 'env' }), ['env']);
    assert.deepEqual(find({ host: 'h', password: '' }, { PGPASSFILE: '/other' }), ['other']);
    assert.deepEqual(find({ host: 'h' }, { PGPASSFILE: '/absent' }), [undefined]);
    assert.ok(resolve({ host: 'h' }, files, { PGPASSFILE: '/other' }).description.from.includes('PGPASSFILE /other'));
    assert.ok(!resolve({ host: 'zzz' }, files).description.from.includes('~/.pgpass'));
  });

  test('a file that others may read is not used, and said so', () => {
    const resolved = resolve({ host: 'h' }, files, { PGPASSFILE: '/pass.open' });
    assert.deepEqual(passwords(resolved), [undefined]);
    assert.equal(resolved.ignored.length, 1);
  });

  test('no password is in anything that prints', () => {
    const resolved = resolve({ host: 'h', password: new Secret('p', 'hunter2'), sslmode: 'disable' });
    assert.doesNotMatch(JSON.stringify(resolved), /hunter2/);
  });
});

describe('TLS', () => {
  const ca = pem('ca.crt');
  const root = { '/home/ops/.postgresql/root.crt': ca };
  const tls = (parameters: Record<string, string | Secret>, files: Record<string, string> = {}) =>
    resolve({ host: 'h', ...parameters }, files).tls;

  test('what is verified depends on the mode and on whether there is a root certificate', () => {
    assert.equal(tls({ sslmode: 'require' }).verify, 'nothing');
    assert.equal(tls({ sslmode: 'require' }, root).verify, 'chain');
    assert.equal(tls({ sslmode: 'require', sslrootcert: '/ca' }, { '/ca': ca }).verify, 'chain');
    assert.equal(tls({ sslmode: 'require', sslrootcert: ca }).ca, ca);
    assert.equal(tls({ sslmode: 'verify-ca' }, root).verify, 'chain');
    assert.equal(tls({ sslmode: 'verify-full' }, root).verify, 'chain and name');
    assert.equal(tls({ sslmode: 'verify-full' }).verify, 'chain and name');
    assert.equal(tls({ sslrootcert: 'system' }).mode, 'verify-full');
  });

  test('what cannot be verified with is refused', () => {
    assert.equal(problemsOf(() => tls({ sslmode: 'verify-ca' })).length, 1);
    assert.equal(problemsOf(() => tls({ sslmode: 'require', sslrootcert: 'system' })).length, 1);
    assert.equal(problemsOf(() => tls({ sslrootcert: '/ca' }, { '/ca': 'no certificate' })).length, 1);
    assert.equal(problemsOf(() => tls({ sslnegotiation: 'direct' })).length, 1);
    assert.equal(problemsOf(() => tls({ ssl_min_protocol_version: 'SSLv3' })).length, 1);
  });

  test('no file is read where TLS is not used', () => {
    assert.equal(tls({ sslmode: 'disable', sslrootcert: '/absent' }).ca, undefined);
    assert.equal(tls({ host: '/tmp', sslmode: 'verify-full', sslrootcert: '/absent' }).ca, undefined);
  });

  test('a client certificate needs its key, and they must belong together', () => {
    const files = { '/crt': pem('client.crt'), '/key': pem('client.key'), '/wrong': pem('server.key') };
    assert.equal(tls({ sslcert: '/crt', sslkey: '/key' }, files).cert, files['/crt']);
    assert.equal(
      tls({ sslcert: '/crt', sslkey: new Secret('ssl_key', files['/key']) }, files).key?.reveal(),
      files['/key'],
    );
    assert.equal(tls({ sslcert: '/crt', sslkey: '/key', sslcertmode: 'disable' }, files).cert, undefined);
    assert.equal(problemsOf(() => tls({ sslcert: '/crt' }, files)).length, 1);
    assert.equal(problemsOf(() => tls({ sslcert: '/crt', sslkey: '/absent' }, files)).length, 1);
    const [wrong = ''] = problemsOf(() => tls({ sslcert: '/crt', sslkey: files['/wrong'] }, files));
    assert.match(wrong, /^sslcert/);
    assert.doesNotMatch(wrong, /PRIVATE/);
  });
});
