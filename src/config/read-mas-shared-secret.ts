import { readFileSync } from 'node:fs';
import { PlanError } from '../support/errors.ts';
import { Secret } from '../support/secret.ts';
import type { MasConfig } from './mas-config.ts';
import { unreadable } from './read-source-files.ts';

/**
 * The secret that MAS shares with Synapse, from the configuration or from its file; of a file surrounding white space
 * is dropped, as MAS does.
 * @throws PlanError FILE_UNREADABLE, or CONFIG_MISSING_KEY where the configuration names neither
 */
export function readMasSharedSecret(config: Pick<MasConfig, 'matrix'>): Secret {
  const { sharedSecret, place } = config.matrix;
  if (!sharedSecret) {
    throw new PlanError([{ code: 'CONFIG_MISSING_KEY', message: 'matrix has neither secret nor secret_file', place }]);
  }
  if (sharedSecret.kind === 'inline') return sharedSecret.value;
  try {
    return new Secret('matrix.secret', readFileSync(sharedSecret.path, 'utf8').trim());
  } catch (error) {
    throw new PlanError([{ ...unreadable(sharedSecret.path, error), place: sharedSecret.place }], { cause: error });
  }
}
