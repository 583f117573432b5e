import { DatabaseError } from 'pg';
import type { ErrorCode } from '../error-catalog.ts';
import type { Problem } from '../errors.ts';
import type { ResolvedConnection } from './resolve-connection.ts';
import type { ResolvedHost } from './resolve-hosts.ts';

/** The server asks for a password and nobody gave one. */
export class PasswordMissing extends Error {
  constructor() {
    super('the server asks for a password and none is given');
    this.name = 'PasswordMissing';
  }
}

/** One try to connect that failed. */
export interface FailedAttempt {
  readonly error: unknown;
  readonly tls: boolean;
}

/** What kind of failure it was. `network`: no server answered, or it hung up. */
export type FailureKind = 'network' | 'refused by server' | 'password' | 'tls';

export function failureKind({ error, tls }: FailedAttempt): FailureKind {
  if (error instanceof DatabaseError) return 'refused by server';
  if (error instanceof PasswordMissing || (error instanceof Error && error.message.startsWith('SASL')))
    return 'password';
  if (error instanceof Error && (error.message === timeoutMessage || error.message.startsWith('Connection terminated')))
    return 'network';
  const code = systemCode(error);
  // Whatever is no error of the system comes from OpenSSL or from the check of the certificate.
  return tls && (code === undefined || !/^(E[A-Z]+|EAI_[A-Z]+)$/.test(code) || code === 'EPROTO') ? 'tls' : 'network';
}

/** What pg says when its connectionTimeoutMillis is over. */
const timeoutMessage = 'timeout expired';

/**
 * The problem to show for a server to which no attempt could connect: which server, database and user, who said so,
 * and what each attempt met.
 */
export function connectProblem(
  host: ResolvedHost,
  resolved: ResolvedConnection,
  attempts: readonly FailedAttempt[],
): Problem {
  const last = attempts.at(-1);
  const telling = attempts.find((attempt) => failureKind(attempt) !== 'tls') ?? last;
  // That the server has no TLS is worth a word only where TLS was wanted.
  const telltale = attempts.filter((attempt) => attempt === telling || !isWithoutTls(attempt.error));
  const causes = telltale.map(({ error, tls }) =>
    telltale.length > 1 ? `${tls ? 'with TLS' : 'without TLS'}: ${causeOf(error)}` : causeOf(error),
  );
  return {
    code: telling ? codeOf(telling) : 'DATABASE_UNREACHABLE',
    message: `${describeTarget(host, resolved)}: ${causes.join('; ')}`,
    ...(telling && systemCode(telling.error) === 'EACCES'
      ? { remedy: 'Let this user into the directory of the socket.' }
      : {}),
  };
}

/** `cannot use database "synapse" as user "synapse" at localhost port 5432 (said by …)` */
export function describeTarget(host: ResolvedHost, { database, user, description }: ResolvedConnection): string {
  const where =
    host.hostaddr === undefined || host.hostaddr === host.host ? host.host : `${host.host} (${host.hostaddr})`;
  const from = description.from.length > 0 ? ` (said by ${description.from.join(', ')})` : '';
  return `cannot use database "${database}" as user "${user}" at ${where} port ${host.port}${from}`;
}

function codeOf(attempt: FailedAttempt): ErrorCode {
  const kind = failureKind(attempt);
  if (kind === 'tls') return 'DATABASE_TLS';
  if (kind === 'password') return 'DATABASE_AUTH';
  const state = attempt.error instanceof DatabaseError ? (attempt.error.code ?? '') : '';
  if (state.startsWith('28')) return 'DATABASE_AUTH';
  if (state === '3D000') return 'DATABASE_MISSING';
  if (state === '42501') return 'DATABASE_RIGHTS';
  return 'DATABASE_UNREACHABLE';
}

/** pg's words for the answer `N` to its request for TLS. */
function isWithoutTls(error: unknown): boolean {
  return error instanceof Error && error.message === 'The server does not support SSL connections';
}

function causeOf(error: unknown): string {
  if (error instanceof DatabaseError) return `${error.message} (SQLSTATE ${error.code ?? 'unknown'})`;
  // Node tries all addresses of a name and wraps what each of them said; the wrapper itself says nothing.
  if (error instanceof AggregateError) return [...new Set(error.errors.map(causeOf))].join(', ');
  if (error instanceof Error && error.message === timeoutMessage) return 'no answer in time';
  return error instanceof Error ? error.message : String(error);
}

function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
