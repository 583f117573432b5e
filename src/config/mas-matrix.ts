import { resolve } from 'node:path';
import { Secret } from '../support/secret.ts';
import type { MasConfig, MasSharedSecret } from './mas-config.ts';
import type { Reading } from './reading.ts';
import { tryReadSecret } from './try-read-secret.ts';

/** Reads `matrix`, which MAS does not start without; undefined after a problem was reported. */
export function readMasMatrix(reading: Reading, cwd: string): MasConfig['matrix'] | undefined {
  if (reading.tree.node(['matrix']) === undefined) {
    reading.report('CONFIG_MISSING_KEY', ['matrix'], 'there is no section matrix');
    return undefined;
  }
  if (reading.keys(['matrix']) === undefined) return undefined;
  const kind = reading.text(['matrix', 'kind']) ?? 'synapse';
  if (!kinds.has(kind))
    reading.report('CONFIG_WRONG_TYPE', ['matrix', 'kind'], `matrix.kind must be one of ${[...kinds].join(', ')}`);
  const sharedSecret = readSharedSecret(reading, cwd);
  return {
    kind,
    homeserver: reading.text(['matrix', 'homeserver']) ?? 'localhost:8008',
    endpoint: reading.url(['matrix', 'endpoint']) ?? 'http://localhost:8008/',
    ...(sharedSecret ? { sharedSecret } : {}),
    place: reading.place(['matrix']),
  };
}

const kinds = new Set(['synapse', 'synapse_read_only', 'synapse_legacy', 'synapse_modern']);

/** Neither may be set in a configuration that is still being written; to find that out is a check's job. */
function readSharedSecret(reading: Reading, cwd: string): MasSharedSecret | undefined {
  const value = reading.text(['matrix', 'secret']);
  const path = reading.text(['matrix', 'secret_file']);
  if (value !== undefined && path !== undefined) {
    reading.report(
      'CONFIG_WRONG_TYPE',
      ['matrix', 'secret'],
      'matrix.secret and matrix.secret_file exclude each other',
    );
  }
  if (value !== undefined)
    return { kind: 'inline', place: reading.place(['matrix', 'secret']), value: new Secret('matrix.secret', value) };
  if (path === undefined) return undefined;
  const read = tryReadSecret('matrix.secret_file', resolve(cwd, path));
  return {
    ...{ kind: 'file', place: reading.place(['matrix', 'secret_file']), path: resolve(cwd, path) },
    ...(read ? { value: read } : {}),
  };
}
