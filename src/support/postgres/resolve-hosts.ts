import type { Problem } from '../errors.ts';
import type { ConnectionSurroundings } from './connection-surroundings.ts';
import type { Parameter } from './gather-parameters.ts';
import { settingProblem } from './setting-problem.ts';
import { socketDirectories, socketPath } from './socket-directories.ts';

/** One server to try. A host that begins with `/` is the directory of a Unix socket. */
export interface ResolvedHost {
  readonly host: string;
  /** Where to connect to instead of looking `host` up. */
  readonly hostaddr?: string;
  readonly port: number;
}

/**
 * The servers to try, in order: `host`, `hostaddr` and `port` are lists with commas that go together, one port may
 * serve all. An absent host is the first of the usual sockets that exists, else localhost.
 */
export function resolveHosts(
  parameters: ReadonlyMap<string, Parameter>,
  surroundings: ConnectionSurroundings,
  report: (problem: Problem) => void,
): readonly ResolvedHost[] {
  const hosts = list(parameters.get('host'));
  const addresses = list(parameters.get('hostaddr'));
  const ports = list(parameters.get('port'));
  const count = Math.max(hosts.length, addresses.length, 1);

  for (const [keyword, length] of [
    ['host', hosts.length],
    ['hostaddr', addresses.length],
  ] as const) {
    const parameter = parameters.get(keyword);
    if (parameter && length > 0 && length !== count)
      report(settingProblem(keyword, parameter, `${length} where there are ${count} hosts`));
  }
  const portParameter = parameters.get('port');
  if (portParameter && ports.length > 1 && ports.length !== count) {
    report(settingProblem('port', portParameter, `${ports.length} ports for ${count} hosts`));
  }

  return Array.from({ length: count }, (_, index) => {
    const text = (ports.length === 1 ? ports[0] : ports[index])?.trim() || '5432';
    const port = Number(text);
    if (portParameter && !(/^\d+$/.test(text) && port >= 1 && port <= 65535)) {
      report(settingProblem('port', portParameter, 'a port is a number from 1 to 65535'));
    }
    const hostaddr = addresses[index] ?? '';
    const host = hosts[index] || hostaddr || defaultHost(port, surroundings);
    return { host, ...(hostaddr === '' ? {} : { hostaddr }), port };
  });
}

/** Whether a host is the directory of a Unix socket. */
export function isSocketDirectory(host: string): boolean {
  return host.startsWith('/');
}

function list(parameter: Parameter | undefined): readonly string[] {
  return parameter === undefined || parameter.value === '' ? [] : parameter.value.split(',').map((part) => part.trim());
}

function defaultHost(port: number, { fileMode }: ConnectionSurroundings): string {
  return socketDirectories.find((directory) => fileMode(socketPath(directory, port)) !== undefined) ?? 'localhost';
}
