import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { freePort } from '../../../src/cli/demo/free-port.ts';
import type { ProxyKind } from '../../../src/compile/proxy/proxy-kind.ts';
import type { Echo } from './stub-upstream.ts';

/** Those that are tested with the program itself. */
export type RealProxy = Exclude<ProxyKind, 'traefik'>;

/** An answer through the proxy; `echo` where it came from a stub. */
export interface Answer {
  readonly status: number;
  /** Each header as often as it was sent. */
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly body: string;
  readonly echo: Echo | undefined;
}

/** Asks for a path as it stands, by a name, with more headers. */
export type Ask = (host: string, path: string, headers?: Readonly<Record<string, string>>) => Promise<Answer>;

/** A folder that services of other users can look into. */
export function openFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'syn2mas-proxy-'));
  chmodSync(folder, 0o755);
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Files that the operator has for TLS. */
export interface TlsFiles {
  readonly certificate: string;
  readonly key: string;
}

/**
 * Starts the program with these rules in its configuration, on a port of its own. It ends with the test.
 * @throws Error when the program is absent or does not accept the rules
 */
export async function runProxy(t: TestContext, kind: RealProxy, rules: string, folder: string): Promise<Ask> {
  const port = await startProxy(t, kind, rules, folder);
  return (host, path, headers = {}) => ask(port, host, path, headers);
}

/** The same; gives the port. Of TLS it makes use where it is nginx. */
export async function startProxy(
  t: TestContext,
  kind: RealProxy,
  rules: string,
  folder: string,
  tls?: TlsFiles,
): Promise<number> {
  const port = await freePort('127.0.0.1');
  const { main, command, packages } = programs[kind];
  const config = join(folder, 'main.conf');
  writeFileSync(config, main(rules, port, folder, tls));
  const [program, ...args] = command(config, folder);
  const log = join(folder, 'log');
  const output = openSync(log, 'w');
  const child = spawn(program, args, {
    stdio: ['ignore', output, output],
    env: { PATH: `${process.env.PATH}:/usr/sbin`, HOME: folder },
  });
  closeSync(output);
  let failure: Error | undefined;
  child.once('error', (error) => {
    failure = error;
  });
  t.after(() => stop(child));
  while (!(await answers(port))) {
    if (failure) throw new Error(`This test needs ${program}: apt-get install ${packages}`, { cause: failure });
    if (child.exitCode !== null)
      throw new Error(`${program}:\n${readFileSync(log, 'utf8')}\n${readFileSync(config, 'utf8')}`);
    await setTimeout(20);
  }
  return port;
}

interface Program {
  readonly packages: string;
  readonly command: (config: string, folder: string) => readonly [string, ...string[]];
  /** A whole configuration: what an operator has around the rules, and in place of the lines that the rules leave to them. */
  readonly main: (rules: string, port: number, folder: string, tls?: TlsFiles) => string;
}

const programs: Readonly<Record<RealProxy, Program>> = {
  nginx: {
    packages: 'nginx',
    command: (config, folder) => ['nginx', '-e', 'stderr', '-p', folder, '-c', config],
    main: (rules, port, folder, tls) => `daemon off;
pid ${folder}/pid;
error_log stderr warn;
events {}
http {
  access_log off;
  ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`).join(' ')}
  types { text/plain txt; }
${put(rules, / {4}# Your lines listen, .*/g, tls ? `listen 127.0.0.1:${port} ssl; ssl_certificate ${tls.certificate}; ssl_certificate_key ${tls.key};` : `listen 127.0.0.1:${port};`)}
}
`,
  },
  haproxy: {
    packages: 'haproxy',
    command: (config) => ['haproxy', '-db', '-f', config],
    main: (rules, port) => `defaults
  timeout connect 5s
  timeout client 5s
  timeout server 5s
${put(rules, / {4}# Your bind lines .*/g, `    bind 127.0.0.1:${port}`)}
`,
  },
  apache: {
    packages: 'apache2-bin',
    command: (config, folder) => ['apache2', '-d', folder, '-f', config, '-DFOREGROUND'],
    main: (rules, port, folder) => `Listen 127.0.0.1:${port}
PidFile ${folder}/pid
Mutex file:${folder}
DefaultRuntimeDir ${folder}
ErrorLog /dev/stderr
ServerName localhost
${process.getuid?.() === 0 ? 'User www-data\nGroup www-data' : ''}
${apacheModules.map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`).join('\n')}
<Directory />
  Require all denied
</Directory>
${put(rules, /\*:443/g, `127.0.0.1:${port}`)}
`,
  },
  caddy: {
    packages: 'caddy',
    command: (config) => ['caddy', 'run', '--adapter', 'caddyfile', '--config', config],
    main: (rules, port) => `{
  admin off
  auto_https off
}
${put(rules, /^([a-z.]+) \{$/gm, `http://$1:${port} {\n\tbind 127.0.0.1`)}
`,
  },
};

const apacheModules = ['mpm_event', 'authz_core', 'authn_core', 'alias', 'headers', 'proxy', 'proxy_http', 'ssl'];

/** @throws Error when the rules leave no such line to the operator */
function put(rules: string, line: RegExp, own: string): string {
  if (rules.search(line) === -1) throw new Error(`the rules have no ${line}`);
  return rules.replaceAll(line, own);
}

/** An open port is not enough: some open it before they have read everything. */
async function answers(port: number): Promise<boolean> {
  try {
    await ask(port, 'nobody.example', '/', {});
    return true;
  } catch {
    return false;
  }
}

async function ask(
  port: number,
  host: string,
  path: string,
  headers: Readonly<Record<string, string>>,
): Promise<Answer> {
  const sent = request({ host: '127.0.0.1', port, path, agent: false, headers: { Host: host, ...headers } }).end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  const body = Buffer.concat(await response.toArray()).toString();
  return {
    status: response.statusCode ?? 0,
    headers: response.headersDistinct as Answer['headers'],
    body,
    echo: body.startsWith('{"who"') ? (JSON.parse(body) as Echo) : undefined,
  };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}
