import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Secret } from '../support/secret.ts';
import { type ConfigPath, formatPath } from './config-node.ts';
import type { MasConfig, MasPasswordScheme } from './mas-config.ts';
import { unreadable } from './read-source-files.ts';
import type { Reading } from './reading.ts';

/**
 * Reads `passwords`. Without schemes MAS has one: version 1, argon2id. The secret of a scheme comes from the file
 * byte for byte, a line break at its end included: MAS does not trim it, unlike all its other secret files.
 */
export function readMasPasswords(reading: Reading, cwd: string): MasConfig['passwords'] {
  const place = reading.tree.place(['passwords']);
  const at = place ? { place } : {};
  const isSection = reading.keys(['passwords']) !== undefined;
  const paths = isSection ? reading.items(['passwords', 'schemes']) : undefined;
  const byDefault = {
    version: 1,
    algorithm: 'argon2id',
    unicodeNormalization: false,
    place: reading.place(['passwords']),
  };
  return {
    enabled: (isSection ? reading.boolean(['passwords', 'enabled']) : undefined) ?? true,
    schemes: paths ? paths.flatMap((path) => readScheme(reading, path, cwd)) : [byDefault],
    ...at,
  };
}

function readScheme(reading: Reading, path: ConfigPath, cwd: string): readonly MasPasswordScheme[] {
  if (reading.keys(path) === undefined) {
    if (!reading.has(path))
      reading.report('CONFIG_WRONG_TYPE', path, `${formatPath(path)} must be a mapping, not null`);
    return [];
  }
  const version = reading.integer([...path, 'version']);
  const algorithm = reading.text([...path, 'algorithm']);
  const secret = readSecret(reading, path, cwd);
  const unicodeNormalization = reading.boolean([...path, 'unicode_normalization']) ?? false;
  for (const key of ['version', 'algorithm']) {
    if (!reading.has([...path, key]))
      reading.report('CONFIG_MISSING_KEY', [...path, key], `${formatPath(path)} has no ${key}`);
  }
  if (version === undefined || algorithm === undefined) return [];
  return [{ version, algorithm, ...(secret ? { secret } : {}), unicodeNormalization, place: reading.place(path) }];
}

function readSecret(reading: Reading, path: ConfigPath, cwd: string): Secret | undefined {
  const inline = reading.secret([...path, 'secret']);
  const file = reading.text([...path, 'secret_file']);
  if (inline && file !== undefined) {
    reading.report(
      'CONFIG_WRONG_TYPE',
      [...path, 'secret'],
      `${formatPath(path)}: secret and secret_file exclude each other`,
    );
  }
  if (inline || file === undefined) return inline;
  try {
    return new Secret(formatPath([...path, 'secret_file']), readFileSync(resolve(cwd, file), 'utf8'));
  } catch (error) {
    reading.report('FILE_UNREADABLE', [...path, 'secret_file'], unreadable(resolve(cwd, file), error).message);
    return undefined;
  }
}
