import { readFileSync } from 'node:fs';
import { Secret } from '../support/secret.ts';

/**
 * A secret from a file, without the white space around it, as both services read it. Undefined where it cannot be read from here:
 * the service may see another file system.
 */
export function tryReadSecret(name: string, path: string): Secret | undefined {
  try {
    return new Secret(name, readFileSync(path, 'utf8').trim());
  } catch {
    return undefined;
  }
}
