import { join } from 'node:path';
import { Secret } from '../secret.ts';
import type { ConnectionSurroundings } from './connection-surroundings.ts';
import type { Parameter } from './gather-parameters.ts';
import { findPassword, isPrivateFile } from './password-file.ts';
import type { ResolvedHost } from './resolve-hosts.ts';

/** A server to try; a password file may hold another password for each. */
export interface HostWithPassword extends ResolvedHost {
  readonly password?: Secret;
}

interface PasswordSearch {
  readonly hosts: readonly ResolvedHost[];
  readonly database: string;
  readonly user: string;
  readonly parameters: ReadonlyMap<string, Parameter>;
  readonly surroundings: ConnectionSurroundings;
}

/** The password for each host: the one that was given, else what the password file has. */
export function resolvePasswords({ hosts, database, user, parameters, surroundings }: PasswordSearch): {
  readonly hosts: readonly HostWithPassword[];
  readonly from: readonly string[];
  readonly ignored: readonly string[];
} {
  const given = parameters.get('password');
  if (given?.value) {
    const password = new Secret(`password of ${given.from}`, given.value);
    return { hosts: hosts.map((host) => ({ ...host, password })), from: [], ignored: [] };
  }
  const named = parameters.get('passfile');
  const path = named?.value || join(surroundings.homeDirectory, '.pgpass');
  const shown = named?.value ? `${named.from} ${named.value}` : '~/.pgpass';
  const mode = surroundings.fileMode(path);
  if (mode === undefined) return { hosts, from: [], ignored: [] };
  if (!isPrivateFile(mode)) return { hosts, from: [], ignored: [`${shown} (others than its owner may access it)`] };
  const text = surroundings.readFile(path) ?? '';
  const found = hosts.map((host) => {
    const password = findPassword(text, { ...host, database, user }, `password of ${shown}`);
    return password ? { ...host, password } : host;
  });
  return { hosts: found, from: found.some((host) => 'password' in host) ? [shown] : [], ignored: [] };
}
