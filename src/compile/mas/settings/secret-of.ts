import { formatPath } from '../../../config/config-node.ts';
import type { SynapseConfig } from '../../../config/synapse-config.ts';
import { Secret } from '../../../support/secret.ts';
import type { SecretReference } from '../../yaml/yaml-value.ts';

/** Where an option of homeserver.yaml holds a secret that is not empty. */
export function secretOf(synapse: SynapseConfig, path: readonly [string, ...string[]]): SecretReference | undefined {
  const value = synapse.tree.value(path);
  const file = synapse.tree.place(path)?.file;
  if (!(value instanceof Secret) || value.isEmpty || file === undefined) return undefined;
  return { secretOf: { file, key: formatPath(path) } };
}
