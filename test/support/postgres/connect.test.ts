import assert from 'node:assert/strict';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Cluster } from '../../../src/cli/demo/embedded-cluster.ts';
import { freePort } from '../../../src/cli/demo/free-port.ts';
import { PlanError } from '../../../src/support/errors.ts';
import { connect, withClient } from '../../../src/support/postgres/connect.ts';
import { connectionSurroundings } from '../../../src/support/postgres/connection-surroundings.ts';
import { type ResolvedConnection, resolveConnection } from '../../../src/support/postgres/resolve-connection.ts';
import { sqlProblem } from '../../../src/support/postgres/sql-problem.ts';
import { Secret } from '../../../src/support/secret.ts';
import { certificates, startTlsServer } from './tls-server.ts';

const ca = join(certificates, 'ca.crt');
const otherCa = join(certificates, 'other-ca.crt');
const options = { applicationName: 'syn2mas-plan test' };
let server: Cluster;

before(async () => {
  server = await startTlsServer();
  await setTls('on');
  await asOwner(
    'CREATE DATABASE closed',
    'REVOKE CONNECT ON DATABASE closed FROM public',
    "ALTER ROLE postgres SET TimeZone = 'Asia/Tokyo'",
    "ALTER ROLE postgres SET DateStyle = 'German'",
    "ALTER ROLE postgres SET statement_timeout = '1h'",
    "ALTER ROLE postgres SET bytea_output = 'escape'",
  );
});
after(async () => {
  await server.stop();
});

/** Settings for the server, over what is said here. The files of whoever runs the test play no part. */
function resolve(parameters: Readonly<Record<string, string>> = {}): ResolvedConnection {
  const password = parameters.password ?? server.password;
  const said = { host: 'localhost', port: String(server.port), user: 'postgres', dbname: 'postgres', ...parameters };
  return resolveConnection(
    { parameters: { ...said, password: new Secret('password', password) }, from: ['mas.yaml:2 database'] },
    { ...connectionSurroundings({}), homeDirectory: '/nonexistent' },
  );
}

async function asOwner(...statements: readonly string[]): Promise<void> {
  await withClient(resolve({ sslmode: 'disable' }), options, async (client) => {
    for (const statement of statements) await client.query(statement);
  });
}

/** Turns TLS of the server on or off and waits until new connections see it. */
async function setTls(state: 'on' | 'off'): Promise<void> {
  await asOwner(`ALTER SYSTEM SET ssl = ${state}`, 'SELECT pg_reload_conf()');
  const current = (): Promise<string | undefined> =>
    withClient(
      resolve({ sslmode: 'disable' }),
      options,
      async (client) => (await client.query<{ ssl: string }>('SHOW ssl')).rows[0]?.ssl,
    );
  while ((await current()) !== state);
}

async function usesTls(parameters: Readonly<Record<string, string>>): Promise<boolean | undefined> {
  return withClient(resolve(parameters), options, async (client) => {
    const { rows } = await client.query<{ ssl: boolean }>('SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()');
    return rows[0]?.ssl;
  });
}

/** The codes with which connecting fails; the message names what it must and not the password. */
async function refusal(
  parameters: Readonly<Record<string, string>>,
  connectTimeoutMs = 30_000,
): Promise<readonly string[]> {
  const resolved = resolve(parameters);
  try {
    await (await connect(resolved, { ...options, connectTimeoutMs })).end();
  } catch (error) {
    assert.ok(error instanceof PlanError, String(error));
    for (const { message } of error.problems) {
      for (const name of [resolved.database, resolved.user, 'mas.yaml:2 database'])
        assert.ok(message.includes(name), message);
      assert.ok(
        resolved.hosts.some(
          (host) => message.includes(`${host.host} port ${host.port}`) || message.includes(`(${host.hostaddr})`),
        ),
        message,
      );
      assert.doesNotMatch(message, /hunter2|\bdemo\b/);
    }
    return error.problems.map((problem) => problem.code);
  }
  return [];
}

describe('the session', () => {
  test('has its settings whatever the role and the options say', async () => {
    await withClient(resolve({ options: '-c IntervalStyle=iso_8601 -c lock_timeout=0' }), options, async (client) => {
      const { rows } = await client.query<{ name: string; setting: string }>(
        `SELECT name, setting FROM pg_settings WHERE name IN ('client_encoding', 'TimeZone', 'DateStyle', 'IntervalStyle', 'bytea_output',
         'statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout', 'row_security', 'application_name')`,
      );
      assert.deepEqual(Object.fromEntries(rows.map((row) => [row.name, row.setting])), {
        client_encoding: 'UTF8',
        TimeZone: 'UTC',
        DateStyle: 'ISO, YMD',
        IntervalStyle: 'postgres',
        bytea_output: 'hex',
        statement_timeout: '0',
        lock_timeout: '10000',
        idle_in_transaction_session_timeout: '0',
        row_security: 'off',
        application_name: options.applicationName,
      });
    });
  });

  test('keeps what else the options say', async () => {
    await withClient(resolve({ options: '-c search_path=elsewhere' }), options, async (client) => {
      assert.deepEqual((await client.query('SHOW search_path')).rows, [{ search_path: 'elsewhere' }]);
    });
  });

  test('ends with its callback, also when that fails', async () => {
    const applicationName = 'short-lived';
    await withClient(resolve(), { applicationName }, async () => {});
    const failure = new Error('of the callback');
    await assert.rejects(
      withClient(resolve(), { applicationName }, () => Promise.reject(failure)),
      failure,
    );
    await withClient(resolve(), options, async (client) => {
      // The server needs a moment to notice.
      await client.query(
        "DO $$ BEGIN WHILE EXISTS (SELECT FROM pg_stat_activity WHERE application_name = 'short-lived') LOOP PERFORM pg_sleep(0.01), pg_stat_clear_snapshot(); END LOOP; END $$",
      );
    });
  });

  test('that the server ends while it is idle does not take the process with it', async () => {
    const client = await connect(resolve(), options);
    const ended = new Promise<void>((done) => client.on('end', done));
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    await asOwner(`SELECT pg_terminate_backend(${rows[0]?.pid})`);
    await ended;
    const error = await client.query('SELECT 1').catch((reason: unknown) => reason);
    assert.equal(
      sqlProblem(error, 'SELECT 1', { code: 'DATABASE_QUERY', message: 'test' }).code,
      'DATABASE_UNREACHABLE',
    );
    await client.end();
  });
});

describe('sslmode', () => {
  const verified = { sslmode: 'verify-full', sslrootcert: ca };
  const working: readonly (readonly [what: string, parameters: Record<string, string>, tls: boolean])[] = [
    ['disable', { sslmode: 'disable' }, false],
    ['allow prefers none', { sslmode: 'allow' }, false],
    ['allow takes TLS where the server insists', { sslmode: 'allow', user: 'tls_only' }, true],
    ['prefer', {}, true],
    ['prefer does without where the server insists', { user: 'plain_only' }, false],
    ['prefer does without where the certificate is wrong', { sslrootcert: otherCa }, false],
    ['require verifies nothing without a root certificate', { sslmode: 'require', host: '127.0.0.1' }, true],
    ['require with the right root certificate', { sslmode: 'require', sslrootcert: ca }, true],
    ['verify-ca does not look at the name', { sslmode: 'verify-ca', sslrootcert: ca, host: '127.0.0.1' }, true],
    ['verify-full', verified, true],
    ['verify-full looks at host, not at hostaddr', { ...verified, hostaddr: '127.0.0.1' }, true],
    ['direct negotiation', { ...verified, sslnegotiation: 'direct' }, true],
    [
      'a client certificate',
      {
        ...verified,
        user: 'certified',
        sslcert: join(certificates, 'client.crt'),
        sslkey: join(certificates, 'client.key'),
      },
      true,
    ],
  ];
  for (const [what, parameters, tls] of working) {
    test(what, async () => assert.equal(await usesTls(parameters), tls));
  }

  test('a Unix socket never has TLS', async () => {
    assert.equal(await usesTls({ ...verified, host: server.dataDirectory }), false);
  });

  const refused: readonly (readonly [what: string, parameters: Record<string, string>, code: string])[] = [
    ['require with a wrong root certificate', { sslmode: 'require', sslrootcert: otherCa }, 'DATABASE_TLS'],
    ['verify-ca with a wrong root certificate', { sslmode: 'verify-ca', sslrootcert: otherCa }, 'DATABASE_TLS'],
    [
      'verify-full with an address that the certificate does not hold',
      { ...verified, host: '127.0.0.1' },
      'DATABASE_TLS',
    ],
    [
      'verify-full with a name that the certificate does not hold',
      { ...verified, host: 'db.example', hostaddr: '127.0.0.1' },
      'DATABASE_TLS',
    ],
    [
      'verify-full with the authorities of the system',
      { sslmode: 'verify-full', sslrootcert: 'system' },
      'DATABASE_TLS',
    ],
    ['disable where the server insists on TLS', { sslmode: 'disable', user: 'tls_only' }, 'DATABASE_AUTH'],
    ['require where the server wants none', { sslmode: 'require', user: 'plain_only' }, 'DATABASE_AUTH'],
    ['no client certificate where one is asked for', { ...verified, user: 'certified' }, 'DATABASE_AUTH'],
  ];
  for (const [what, parameters, code] of refused) {
    test(`${what} is refused`, async () => assert.deepEqual(await refusal(parameters), [code]));
  }

  test('of a server without TLS: prefer does without, require is refused', async () => {
    await setTls('off');
    assert.equal(await usesTls({}), false);
    assert.deepEqual(await refusal({ sslmode: 'require' }), ['DATABASE_TLS']);
    await setTls('on');
  });
});

describe('a connection that fails', () => {
  test('for its user', async () => {
    assert.deepEqual(await refusal({ password: 'hunter2' }), ['DATABASE_AUTH']);
    assert.deepEqual(await refusal({ password: 'hunter2', host: server.dataDirectory }), ['DATABASE_AUTH']);
    assert.deepEqual(await refusal({ user: 'nobody' }), ['DATABASE_AUTH']);
    assert.deepEqual(await refusal({ user: 'outsider' }), ['DATABASE_AUTH']);
  });

  test('for want of a password, and none is taken from the environment of the process', async () => {
    process.env.PGPASSWORD = server.password;
    try {
      assert.deepEqual(await refusal({ password: '' }), ['DATABASE_AUTH']);
    } finally {
      delete process.env.PGPASSWORD;
    }
  });

  test('for its database', async () => {
    assert.deepEqual(await refusal({ dbname: 'absent' }), ['DATABASE_MISSING']);
    assert.deepEqual(await refusal({ dbname: 'closed', user: 'weak' }), ['DATABASE_RIGHTS']);
  });

  test('for want of a server', async () => {
    const port = String(await freePort('127.0.0.1'));
    assert.deepEqual(await refusal({ port }), ['DATABASE_UNREACHABLE']);
    assert.deepEqual(await refusal({ host: '/nonexistent' }), ['DATABASE_UNREACHABLE']);
    assert.deepEqual(await refusal({ host: 'no-such-host.invalid' }), ['DATABASE_UNREACHABLE']);
  });

  test('for want of an answer', async () => {
    const sockets: Socket[] = [];
    const mute = createServer((socket) => void sockets.push(socket));
    await new Promise<void>((done) => mute.listen(0, 'localhost', done));
    const address = mute.address();
    assert.ok(typeof address === 'object' && address !== null);
    assert.deepEqual(await refusal({ port: String(address.port) }, 100), ['DATABASE_UNREACHABLE']);
    for (const socket of sockets) socket.destroy();
    mute.close();
  });
});

describe('several hosts', () => {
  test('the next one is tried where no server answers', async () => {
    const port = `${await freePort('127.0.0.1')},${server.port}`;
    assert.equal(await usesTls({ host: 'localhost,localhost', port }), true);
    assert.equal(await usesTls({ host: `/nonexistent,${server.dataDirectory}` }), false);
  });

  test('all that failed are named', async () => {
    const port = String(await freePort('127.0.0.1'));
    assert.deepEqual(await refusal({ host: 'localhost,/nonexistent', port }), [
      'DATABASE_UNREACHABLE',
      'DATABASE_UNREACHABLE',
    ]);
  });

  test('a server that refuses the password is the last one', async () => {
    assert.deepEqual(await refusal({ host: 'localhost,localhost', password: 'hunter2' }), ['DATABASE_AUTH']);
  });

  test('target_session_attrs is kept', async () => {
    assert.equal(await usesTls({ target_session_attrs: 'read-write' }), true);
    assert.equal(await usesTls({ target_session_attrs: 'prefer-standby' }), true);
    assert.deepEqual(await refusal({ target_session_attrs: 'standby' }), ['DATABASE_UNREACHABLE']);
  });
});
