import { join } from 'node:path';
import type { Problem } from '../errors.ts';
import type { ConnectionSurroundings } from './connection-surroundings.ts';
import { libpqKeywords } from './libpq-keywords.ts';

/** A section of a service file. */
export interface Service {
  readonly parameters: ReadonlyMap<string, string>;
  /** `service foo in ~/.pg_service.conf` */
  readonly from: string;
}

/**
 * The parameters of a service, where libpq looks for it: the file that was named, else ~/.pg_service.conf, then
 * pg_service.conf of the system. https://www.postgresql.org/docs/current/libpq-pgservice.html
 * Problems (no such service, a line that libpq would refuse) go to `report`.
 */
export function readService(
  name: string,
  namedFile: string | undefined,
  surroundings: ConnectionSurroundings,
  report: (problem: Problem) => void,
): Service | undefined {
  const files: { readonly path: string; readonly shown: string }[] = [
    namedFile === undefined
      ? { path: join(surroundings.homeDirectory, '.pg_service.conf'), shown: '~/.pg_service.conf' }
      : { path: namedFile, shown: namedFile },
    ...systemDirectories(surroundings).map((directory) => {
      const path = join(directory, 'pg_service.conf');
      return { path, shown: path };
    }),
  ];
  for (const { path, shown } of files) {
    const text = surroundings.readFile(path);
    // A file that was named must be there; the others may be absent.
    if (text === undefined && path === namedFile) break;
    const parameters = text === undefined ? undefined : readSection(text, name, shown, report);
    if (parameters) return { parameters, from: `service ${name} in ${shown}` };
  }
  report({
    code: 'DATABASE_SETTINGS',
    message: `no service "${name}" in ${files.map((file) => file.shown).join(', ')}`,
    remedy: 'Correct the name of the service, PGSERVICE or PGSERVICEFILE.',
  });
  return undefined;
}

/** libpq has one directory compiled in; these are Debian's and Red Hat's. */
function systemDirectories({ env }: ConnectionSurroundings): readonly string[] {
  return env.PGSYSCONFDIR ? [env.PGSYSCONFDIR] : ['/etc/postgresql-common', '/etc/sysconfig/pgsql'];
}

function readSection(
  text: string,
  name: string,
  file: string,
  report: (problem: Problem) => void,
): ReadonlyMap<string, string> | undefined {
  let found: Map<string, string> | undefined;
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    if (line.startsWith('[')) {
      if (found) return found;
      if (line.startsWith(`[${name}]`)) found = new Map();
      continue;
    }
    if (!found) continue;
    const equals = line.indexOf('=');
    const keyword = line.slice(0, Math.max(0, equals));
    const refused = line.startsWith('ldap')
      ? 'looks the service up by LDAP, which is not supported here'
      : keyword === 'service' || keyword === 'servicefile'
        ? 'names another service'
        : !libpqKeywords.has(keyword)
          ? 'does not begin with a keyword of libpq and "="'
          : undefined;
    if (refused) {
      // The line itself is not shown: it may hold a password.
      report({
        code: 'DATABASE_SETTINGS',
        message: `a line of service "${name}" ${refused}`,
        place: { file, line: index + 1 },
      });
    } else if (!found.has(keyword)) {
      found.set(keyword, line.slice(equals + 1));
    }
  }
  return found;
}
