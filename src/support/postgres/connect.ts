import { isIP } from 'node:net';
import { type ConnectionOptions, createSecureContext } from 'node:tls';
import { Client, DatabaseError } from 'pg';
import { type Problem, throwProblems } from '../errors.ts';
import { connectProblem, describeTarget, type FailedAttempt, failureKind, PasswordMissing } from './connect-problem.ts';
import { endClient } from './end-client.ts';
import { isTransactionPool } from './is-transaction-pool.ts';
import type { ResolvedConnection, TargetSessionAttributes } from './resolve-connection.ts';
import { isSocketDirectory } from './resolve-hosts.ts';
import type { HostWithPassword } from './resolve-passwords.ts';
import type { TlsSettings } from './resolve-tls.ts';
import { type Session, setUpSession } from './session.ts';
import { sessionProblem } from './session-problem.ts';

export interface ConnectOptions {
  /** As pg_stat_activity shows it. */
  readonly applicationName: string;
  /** For each host, where the settings say nothing; 30 seconds when nobody says anything. */
  readonly connectTimeoutMs?: number;
  /** Closes the connection at once when it is aborted, also one that is still being made. */
  readonly signal?: AbortSignal;
}

/**
 * A connection whose session has the settings that everything relies on (session.ts). The hosts are tried in turn,
 * as libpq does: the next one only where no server answered or it is not of the kind that was asked for.
 * The caller ends it; better use withClient.
 * @throws PlanError DATABASE_UNREACHABLE, DATABASE_AUTH, DATABASE_MISSING, DATABASE_RIGHTS, DATABASE_TLS,
 * DATABASE_TOO_OLD or DATABASE_POOLED, one problem for each host that was tried.
 */
export async function connect(resolved: ResolvedConnection, options: ConnectOptions): Promise<Client> {
  const wanted = resolved.targetSessionAttributes;
  const passes: readonly TargetSessionAttributes[] = wanted === 'prefer-standby' ? ['standby', 'any'] : [wanted];
  let problems: readonly Problem[] = [];
  for (const attributes of passes) {
    problems = [];
    for (const host of resolved.hosts) {
      const outcome = await connectHost(host, resolved, options, attributes);
      if (outcome.client) return outcome.client;
      problems = [...problems, outcome.problem];
      if (outcome.final) throwProblems(problems);
    }
  }
  throwProblems(problems);
  throw new Error('no host was tried');
}

/** Connects, hands the client to `use` and ends it afterwards, whatever happens. */
export async function withClient<T>(
  resolved: ResolvedConnection,
  options: ConnectOptions,
  use: (client: Client) => Promise<T>,
): Promise<T> {
  const client = await connect(resolved, options);
  try {
    return await use(client);
  } finally {
    await endClient(client);
  }
}

type HostOutcome =
  | { readonly client: Client }
  /** `final`: no other host is to be tried. */
  | { readonly client?: undefined; readonly problem: Problem; readonly final: boolean };

async function connectHost(
  host: HostWithPassword,
  resolved: ResolvedConnection,
  options: ConnectOptions,
  attributes: TargetSessionAttributes,
): Promise<HostOutcome> {
  const failures: FailedAttempt[] = [];
  for (const tls of tlsAttempts(host, resolved.tls)) {
    const client = newClient(host, resolved, options, tls);
    options.signal?.addEventListener('abort', () => client.connection.stream.destroy(), { once: true });
    try {
      options.signal?.throwIfAborted();
      await client.connect();
      const session = await setUpSession(client);
      const problem =
        sessionProblem(session, host, resolved, attributes) ??
        (await poolProblem(client, session, host, resolved, () => newClient(host, resolved, options, tls)));
      if (!problem) return { client };
      await client.end();
      return { problem, final: problem.code !== 'DATABASE_UNREACHABLE' };
    } catch (error) {
      client.connection.stream.destroy();
      failures.push({ error, tls });
      if (!mayTryOtherwise({ error, tls })) break;
    }
  }
  const answered = failures.some(
    (failure) => ['refused by server', 'password'].includes(failureKind(failure)) && !isBusy(failure.error),
  );
  return { problem: connectProblem(host, resolved, failures), final: answered };
}

/** A server tells the client its process when they connect; a pooler tells one of its own, so only then there is more to ask. */
async function poolProblem(
  client: Client,
  { pid }: Session,
  host: HostWithPassword,
  resolved: ResolvedConnection,
  makeClient: () => Client,
): Promise<Problem | undefined> {
  if ((client as Client & { readonly processID: number | null }).processID === pid) return undefined;
  const isPool = await isTransactionPool(client, pid, async () => {
    const second = makeClient();
    await second.connect();
    return second;
  });
  if (!isPool) return undefined;
  const message = `${describeTarget(host, resolved)}: a connection pooler answers, in transaction or statement mode`;
  return { code: 'DATABASE_POOLED', message };
}

/** Whether to connect with TLS, without, or one after the other. A Unix socket never has TLS. */
function tlsAttempts(host: HostWithPassword, { mode }: TlsSettings): readonly boolean[] {
  if (isSocketDirectory(host.host) || mode === 'disable') return [false];
  if (mode === 'allow') return [false, true];
  return mode === 'prefer' ? [true, false] : [true];
}

/** pg_hba.conf may want TLS or want none (28000); a wrong password stays wrong either way. */
function mayTryOtherwise(attempt: FailedAttempt): boolean {
  if (attempt.error instanceof DatabaseError) return attempt.error.code === '28000';
  return failureKind(attempt) === 'tls';
}

/** The server starts, stops or is full: another host may do better. */
function isBusy(error: unknown): boolean {
  return error instanceof DatabaseError && /^(57P|53)/.test(error.code ?? '');
}

function newClient(
  host: HostWithPassword,
  resolved: ResolvedConnection,
  options: ConnectOptions,
  tls: boolean,
): Client {
  const client = new Client({
    host: host.hostaddr ?? host.host,
    port: host.port,
    database: resolved.database,
    user: resolved.user,
    // A function, because pg would fill an absent password from the environment and a password file of its own.
    password: () => {
      if (!host.password) throw new PasswordMissing();
      return host.password.reveal();
    },
    application_name: options.applicationName,
    connectionTimeoutMillis: resolved.connectTimeoutMs ?? options.connectTimeoutMs ?? 30_000,
    keepAlive: true,
    // A machine that vanished is noticed within half a minute; without it after two hours.
    keepAliveInitialDelayMillis: 10_000,
    ssl: tls && tlsOptions(host, resolved.tls),
    sslnegotiation: tls ? resolved.tls.negotiation : 'postgres',
    ...(resolved.options === undefined ? {} : { options: resolved.options }),
  });
  // A connection that breaks while nothing runs emits this, and without a listener the process would die. The next
  // query fails, and whoever asks it reports that.
  client.on('error', () => {});
  return client;
}

function tlsOptions(host: HostWithPassword, tls: TlsSettings): ConnectionOptions {
  const { ca, crl, cert, minVersion, maxVersion } = tls;
  return {
    // The context takes the key in, so that it stands in no object that could be printed.
    secureContext: createSecureContext({
      ca,
      crl,
      cert,
      key: tls.key?.reveal(),
      passphrase: tls.passphrase?.reveal(),
      minVersion,
      maxVersion,
    }),
    rejectUnauthorized: tls.verify !== 'nothing',
    ...(tls.verify === 'chain' ? { checkServerIdentity: () => undefined } : {}),
    // With hostaddr, pg sees the address only; the certificate is for the name.
    ...(isIP(host.host) === 0 ? { servername: host.host } : {}),
  };
}
