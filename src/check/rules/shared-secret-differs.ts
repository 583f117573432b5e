import type { MasConfig } from '../../config/mas-config.ts';
import type { SynapseConfig } from '../../config/synapse-config.ts';
import { Secret } from '../../support/secret.ts';
import { type ConfigRule, type Observation, placesOf } from '../config-rule.ts';
import { describeSecretDifference } from '../describe-secret-difference.ts';

export const sharedSecretDiffers: ConfigRule = {
  id: 'mas/shared-secret-differs',
  severity: 'warning',
  title: 'Synapse and MAS have different shared secrets',
  why: 'They prove themselves to each other by it, so one of the two configurations may be that of another homeserver or of another MAS.',
  remedy:
    'Make sure that this MAS is the one of this homeserver. Where Synapse has the secret in its configuration, or MAS has, the plan gives Synapse that of MAS. Two files stay as they are: make them hold the same.',
  learntFrom: [
    'Synapse: synapse/config/mas.py',
    'MAS: crates/config matrix section',
    'element-hq/matrix-authentication-service#2780',
  ],
  observe(synapse, mas) {
    return compareSharedSecrets(synapse, mas).flatMap((pair) => {
      if (pair.here === undefined || pair.there === undefined || pair.here.equals(pair.there)) return [];
      const how = describeSecretDifference(pair.here, pair.there);
      const what = `${pair.key} of Synapse is not ${pair.masKey} of MAS${how}.`;
      return [{ what, where: pair.where, severity: pair.stays ? 'error' : 'warning' }];
    });
  },
};

export const sharedSecretUnread: ConfigRule = {
  id: 'mas/shared-secret-unread',
  severity: 'warning',
  outcome: 'unevaluated',
  title: 'The shared secrets of Synapse and MAS could not be compared',
  why: 'Each service keeps it in a file of its own. Where they differ by as little as their encoding, Synapse and MAS refuse each other.',
  remedy:
    'Compare both files where the services see them, but for white space at their ends. Or let both services read one file.',
  learntFrom: ['element-hq/matrix-authentication-service#2780', 'Synapse: synapse/config/mas.py'],
  observe(synapse, mas) {
    return compareSharedSecrets(synapse, mas).flatMap(({ here, there, key, masKey, where }): readonly Observation[] => {
      const unread = [
        ...(here === undefined ? [`${key} of Synapse`] : []),
        ...(there === undefined ? [`${masKey} of MAS`] : []),
      ];
      return unread.length === 0
        ? []
        : [{ what: `The file of ${unread.join(' and that of ')} cannot be read here.`, where }];
    });
  },
};

interface Pair {
  readonly key: string;
  readonly masKey: string;
  /** Undefined where it could not be read. */
  readonly here: Secret | undefined;
  readonly there: Secret | undefined;
  readonly where: Observation['where'];
  /** The plan leaves both as they are. */
  readonly stays: boolean;
}

/** Each place of Synapse that has a shared secret, beside that of MAS; Synapse takes an empty one as none. */
function compareSharedSecrets({ tree, sharedSecretFile }: SynapseConfig, { matrix }: MasConfig): readonly Pair[] {
  const { sharedSecret } = matrix;
  if (!sharedSecret) return [];
  const masKey = sharedSecret.kind === 'inline' ? 'matrix.secret' : 'matrix.secret_file';
  const there = sharedSecret.value;
  const pair = (path: readonly string[], here: Secret | undefined): Pair => ({
    ...{ key: path.join('.'), masKey, here, there },
    where: placesOf(tree.place(path), sharedSecret.place),
    stays: sharedSecret.kind === 'file' && path === inSynapseFile,
  });
  const inline = inSynapse.flatMap((path) => {
    const value = tree.value(path);
    return value instanceof Secret && !value.isEmpty ? [pair(path, value)] : [];
  });
  // One file for both holds one secret, whether it can be read here or not.
  const isOwnFile = sharedSecretFile && !(sharedSecret.kind === 'file' && sharedSecret.path === sharedSecretFile.path);
  return isOwnFile ? [...inline, pair(inSynapseFile, sharedSecretFile.value)] : inline;
}

const inSynapse = [
  ['matrix_authentication_service', 'secret'],
  ['experimental_features', 'msc3861', 'admin_token'],
] as const;

const inSynapseFile = ['matrix_authentication_service', 'secret_path'];
