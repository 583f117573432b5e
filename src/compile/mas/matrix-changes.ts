import type { MasConfig } from '../../config/mas-config.ts';
import type { SynapseConfig } from '../../config/synapse-config.ts';
import { Secret } from '../../support/secret.ts';
import type { MasChange } from './mas-change.ts';

/**
 * What `matrix` of MAS's configuration lacks. A server name that somebody wrote stays even if it is another: MAS may be
 * that of another homeserver; only what MAS says by itself is replaced.
 */
export function matrixChanges(synapse: SynapseConfig, mas: MasConfig): readonly MasChange[] {
  const changes: MasChange[] = [];
  const written = mas.tree.value(['matrix', 'homeserver']);
  if ((written === undefined || written === 'localhost:8008') && synapse.serverName !== mas.matrix.homeserver) {
    changes.push({
      path: ['matrix', 'homeserver'],
      value: synapse.serverName,
      why: 'it is server_name of Synapse',
      from: placesIn(synapse, ['server_name']),
    });
  }
  if (mas.matrix.kind === 'synapse_read_only') {
    changes.push({
      path: ['matrix', 'kind'],
      value: 'synapse',
      why: 'synapse_read_only is for trials: MAS would not write to Synapse',
      from: [],
    });
  }
  return [...changes, ...sharedSecret(synapse, mas)];
}

/** Where only Synapse has the shared secret yet, MAS gets the same. */
function sharedSecret(synapse: SynapseConfig, mas: MasConfig): readonly MasChange[] {
  if (mas.matrix.sharedSecret) return [];
  const { tree } = synapse;
  const path = tree.value(['matrix_authentication_service', 'secret_path']);
  if (typeof path === 'string') {
    const from = placesIn(synapse, ['matrix_authentication_service', 'secret_path']);
    return [{ path: ['matrix', 'secret_file'], value: path, why: 'Synapse reads the shared secret there', from }];
  }
  for (const key of ['matrix_authentication_service.secret', 'experimental_features.msc3861.admin_token']) {
    const option = key.split('.');
    const place = tree.place(option);
    if (!(tree.value(option) instanceof Secret) || place?.file === undefined) continue;
    const value = { secretOf: { file: place.file, key } };
    return [{ path: ['matrix', 'secret'], value, why: `Synapse has it as ${key}`, from: [place] }];
  }
  return [];
}

function placesIn({ tree }: SynapseConfig, path: readonly string[]): MasChange['from'] {
  const place = tree.place(path);
  return place ? [place] : [];
}
