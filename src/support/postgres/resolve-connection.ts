import { type Problem, throwProblems } from '../errors.ts';
import type { ConnectionSettings } from './connection-settings.ts';
import type { ConnectionSurroundings } from './connection-surroundings.ts';
import { gatherParameters, type Parameter } from './gather-parameters.ts';
import { isSocketDirectory, type ResolvedHost, resolveHosts } from './resolve-hosts.ts';
import { type HostWithPassword, resolvePasswords } from './resolve-passwords.ts';
import { resolveTls, type TlsSettings } from './resolve-tls.ts';
import { settingProblem } from './setting-problem.ts';

/** What people may read about a connection: the plan holds it. No password. */
export interface ConnectionDescription {
  /** Several hosts stand with commas between them, with their ports where these differ. */
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly sslmode: string;
  readonly from: string[];
}

const sessionAttributes = ['any', 'read-write', 'read-only', 'primary', 'standby', 'prefer-standby'] as const;
export type TargetSessionAttributes = (typeof sessionAttributes)[number];

/** All that is needed to connect; nothing is looked up after this. */
export interface ResolvedConnection {
  readonly hosts: readonly [HostWithPassword, ...HostWithPassword[]];
  readonly database: string;
  readonly user: string;
  readonly tls: TlsSettings;
  readonly targetSessionAttributes: TargetSessionAttributes;
  /** Command-line options for the server process (`-c search_path=…`). */
  readonly options?: string;
  /** For each host; absent: nobody said. 0: wait for ever. */
  readonly connectTimeoutMs?: number;
  readonly description: ConnectionDescription;
  /** Keys without meaning to libpq, and a password file that libpq would not use. */
  readonly ignored: readonly string[];
}

/**
 * What libpq would connect to with these settings in these surroundings: explicit parameters, service file,
 * environment, defaults, and the password file where there is no password.
 * https://www.postgresql.org/docs/current/libpq-connect.html
 * @throws PlanError DATABASE_SETTINGS with every setting that cannot be used.
 */
export function resolveConnection(
  settings: ConnectionSettings,
  surroundings: ConnectionSurroundings,
): ResolvedConnection {
  const problems: Problem[] = [];
  const report = (problem: Problem): void => void problems.push(problem);
  const { parameters, from, ignored } = gatherParameters(settings, surroundings, report);
  const text = (keyword: string): string | undefined => parameters.get(keyword)?.value || undefined;

  const hosts = resolveHosts(parameters, surroundings, report);
  const user = text('user') ?? surroundings.userName;
  if (user === '')
    report({
      code: 'DATABASE_SETTINGS',
      message: 'no user is given, and the user of the operating system has no name',
      remedy: 'Give user or PGUSER.',
    });
  const database = text('dbname') ?? user;
  const tls = resolveTls(parameters, !hosts.every((host) => isSocketDirectory(host.host)), surroundings, report);
  const attributes = parameters.get('target_session_attrs');
  const targetSessionAttributes = sessionAttributes.find((value) => value === (attributes?.value || 'any'));
  if (attributes && !targetSessionAttributes)
    report(settingProblem('target_session_attrs', attributes, `it is one of ${sessionAttributes.join(', ')}`));
  const timeout = parameters.get('connect_timeout');
  if (timeout && !/^\s*-?\d*\s*$/.test(timeout.value))
    report(settingProblem('connect_timeout', timeout, 'it is a number of seconds'));
  for (const problem of unsupported(parameters)) report(problem);

  const passwords = resolvePasswords({ hosts, database, user, parameters, surroundings });
  const [first, ...others] = passwords.hosts;
  throwProblems(dropDoubles(problems));
  if (!first) throw new Error('there is always a host');

  const options = text('options');
  const defaulted = ['host', 'user', 'dbname'].filter(
    (keyword) => text(keyword) === undefined && !(keyword === 'host' && text('hostaddr')),
  );
  return {
    hosts: [first, ...others],
    database,
    user,
    tls,
    targetSessionAttributes: targetSessionAttributes ?? 'any',
    ...(options === undefined ? {} : { options }),
    ...(timeout?.value.trim() ? { connectTimeoutMs: Math.max(0, Number(timeout.value)) * 1000 } : {}),
    description: {
      host: describeHosts(hosts),
      port: first.port,
      database,
      user,
      sslmode: tls.mode,
      from: [
        ...from,
        ...passwords.from,
        ...(defaulted.length > 0 ? [`libpq's default for ${defaulted.join(', ')}`] : []),
      ],
    },
    ignored: [...ignored, ...passwords.ignored],
  };
}

/** Settings with which libpq promises something that cannot be kept here: better no connection than a weaker one. */
function unsupported(parameters: ReadonlyMap<string, Parameter>): readonly Problem[] {
  return [...parameters]
    .filter(([keyword, { value }]) =>
      ['channel_binding', 'gssencmode'].includes(keyword)
        ? value === 'require'
        : ['require_auth', 'requirepeer', 'sslcrldir'].includes(keyword) && value !== '',
    )
    .map(([keyword, parameter]) =>
      settingProblem(keyword, parameter, 'this is not supported; give the connection without it'),
    );
}

function describeHosts(hosts: readonly ResolvedHost[]): string {
  const samePort = hosts.every((host) => host.port === hosts[0]?.port);
  return hosts.map((host) => (samePort ? host.host : `${host.host}:${host.port}`)).join(',');
}

/** A bad port serves several hosts and is still one mistake. */
function dropDoubles(problems: readonly Problem[]): readonly Problem[] {
  return problems.filter(
    (problem, index) =>
      problems.findIndex((other) => other.message === problem.message && other.place?.line === problem.place?.line) ===
      index,
  );
}
