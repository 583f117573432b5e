import { isMovableSecret } from '../plan/movable-secrets.ts';
import type { SecretStep } from '../plan/types.gen.ts';
import { planError } from '../support/errors.ts';
import { Secret } from '../support/secret.ts';
import { parsePath } from './config-node.ts';
import type { SynapseConfig } from './synapse-config.ts';

/**
 * The value of an option of homeserver.yaml that a plan names for MAS's configuration.
 * @throws PlanError STALE_FILE where the option is none of those that may be named, or does not stand in that file
 */
export function readMovableSecret(from: SecretStep['from'], { tree }: Pick<SynapseConfig, 'tree'>): Secret {
  const path = parsePath(from.key);
  const value = isMovableSecret(from.key) ? tree.value(path) : undefined;
  const file = value === undefined ? undefined : tree.place(path)?.file;
  if (value instanceof Secret && file === from.file) return value;
  throw planError('STALE_FILE', `A secret: planned in ${from.file} ${from.key}, found in ${file ?? 'no file'}.`, {
    place: { file: from.file, key: from.key },
  });
}
