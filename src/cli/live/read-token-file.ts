import { accessSync, constants, realpathSync, type Stats, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { unreadable } from '../../config/read-source-files.ts';
import type { KnownTokens } from '../../probe/sessions/known-tokens.ts';
import { PlanError, planError } from '../../support/errors.ts';
import { Secret } from '../../support/secret.ts';
import { readCheckedYaml } from '../read-checked-yaml.ts';

/** What a file of --token-file holds, and with which rights it is written again. */
export interface TokenFile {
  /** Without symbolic links. */
  readonly path: string;
  readonly rights: { readonly mode: number; readonly uid: number; readonly gid: number };
  readonly tokens: KnownTokens;
}

/**
 * Reads it. Nothing of it is ever shown but users and devices.
 * @throws PlanError FILE_UNREADABLE, CONFIG_YAML, CONFIG_WRONG_TYPE; TOKEN_FILE_OPEN where others may read it; FILE_UNWRITABLE where
 *   new tokens could not be written
 */
export function readTokenFile(given: string): TokenFile {
  const { path, stats } = find(given);
  if ((stats.mode & 0o077) !== 0) {
    const mode = (stats.mode & 0o777).toString(8).padStart(4, '0');
    throw planError('TOKEN_FILE_OPEN', `${path} may be read by others than its owner: its mode is ${mode}.`, {
      place: { file: path },
    });
  }
  const { value } = readCheckedYaml(path, 'tokens', { isSecret: true });
  const { sessions = [], logins = [] } = value as Written;
  if (sessions.some(({ refreshToken }) => refreshToken !== undefined)) checkFolder(path);
  const tokens = {
    sessions: sessions.map(({ user, device, accessToken, refreshToken }, index) => ({
      user,
      ...(device === undefined ? {} : { device }),
      ...secretOf('accessToken', `sessions.${index}.accessToken`, accessToken),
      ...secretOf('refreshToken', `sessions.${index}.refreshToken`, refreshToken),
    })),
    logins: logins.map(({ user, password }, index) => ({
      user,
      password: new Secret(`logins.${index}.password`, password),
    })),
  };
  return { path, rights: { mode: stats.mode & 0o777, uid: stats.uid, gid: stats.gid }, tokens };
}

interface Written {
  readonly sessions?: readonly {
    readonly user: string;
    readonly device?: string;
    readonly accessToken?: string;
    readonly refreshToken?: string;
  }[];
  readonly logins?: readonly { readonly user: string; readonly password: string }[];
}

function find(given: string): { readonly path: string; readonly stats: Stats } {
  try {
    const path = realpathSync(given);
    return { path, stats: statSync(path) };
  } catch (error) {
    throw new PlanError([unreadable(given, error)], { cause: error });
  }
}

function checkFolder(path: string): void {
  try {
    accessSync(dirname(path), constants.W_OK);
  } catch (error) {
    throw planError(
      'FILE_UNWRITABLE',
      `${path} cannot be replaced, and a refresh gives new tokens that belong into it.`,
      {
        place: { file: path },
        remedy: 'Put the file into a folder where this user may write, or leave out refreshToken.',
      },
      error,
    );
  }
}

function secretOf<Key extends string>(
  key: Key,
  name: string,
  value: string | undefined,
): { readonly [K in Key]?: Secret } {
  return (value === undefined ? {} : { [key]: new Secret(name, value) }) as { readonly [K in Key]?: Secret };
}
