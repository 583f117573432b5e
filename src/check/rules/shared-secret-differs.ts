import { Secret } from '../../support/secret.ts';
import { type ConfigRule, placesOf } from '../config-rule.ts';

export const sharedSecretDiffers: ConfigRule = {
  id: 'mas/shared-secret-differs',
  severity: 'warning',
  title: 'Synapse and MAS have different shared secrets',
  why: 'They prove themselves to each other by it, so one of the two configurations may be that of another homeserver or of another MAS.',
  remedy:
    'Make sure that this MAS is the one of this homeserver. The plan gives Synapse the secret of MAS; nothing else uses the other one.',
  learntFrom: ['Synapse: synapse/config/mas.py', 'MAS: crates/config matrix section'],
  observe({ tree }, mas) {
    const { sharedSecret } = mas.matrix;
    if (sharedSecret?.kind !== 'inline') return [];
    return inSynapse.flatMap((path) => {
      const value = tree.value(path);
      // Only what is written down can be compared; Synapse takes an empty one as none.
      if (!(value instanceof Secret) || value.isEmpty || value.equals(sharedSecret.value)) return [];
      const what = `${path.join('.')} of Synapse is not matrix.secret of MAS.`;
      return [{ what, where: placesOf(tree.place(path), sharedSecret.place) }];
    });
  },
};

const inSynapse = [
  ['matrix_authentication_service', 'secret'],
  ['experimental_features', 'msc3861', 'admin_token'],
] as const;
