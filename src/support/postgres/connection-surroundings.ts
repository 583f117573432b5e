import { readFileSync, statSync } from 'node:fs';
import { homedir, userInfo } from 'node:os';

/** What libpq looks at besides the settings it was given. */
export interface ConnectionSurroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly homeDirectory: string;
  /** The user of the operating system, libpq's default for `user`. */
  readonly userName: string;
  /** The text of a file; undefined when it cannot be read. */
  readonly readFile: (path: string) => string | undefined;
  /** Type and permission bits of whatever has this name; undefined when there is nothing. */
  readonly fileMode: (path: string) => number | undefined;
}

/** The surroundings of this process. */
export function connectionSurroundings(env: Readonly<Record<string, string | undefined>>): ConnectionSurroundings {
  return { env, homeDirectory: homedir(), userName: currentUser(), readFile, fileMode };
}

function readFile(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function fileMode(path: string): number | undefined {
  try {
    return statSync(path).mode;
  } catch {
    return undefined;
  }
}

/** A container may run under a user id that has no name. */
function currentUser(): string {
  try {
    return userInfo().username;
  } catch {
    return '';
  }
}
