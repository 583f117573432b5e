import { Secret } from '../../support/secret.ts';
import { type ConfigRule, placesOf } from '../config-rule.ts';
import { describeSecretDifference } from '../describe-secret-difference.ts';

export const passwordPepper: ConfigRule = {
  id: 'mas/password-pepper',
  severity: 'error',
  title: 'MAS and Synapse have different peppers',
  why: 'The pepper is part of each hash: with another one, or with none, every password is wrong.',
  remedy:
    'Set secret (or secret_file, without a line break at its end) of the scheme with version 1 to password_config.pepper of Synapse; leave it out where Synapse has none.',
  learntFrom: ['MAS: crates/syn2mas', 'element-hq/matrix-authentication-service#4353'],
  observe(synapse, mas) {
    const scheme = mas.passwords.schemes.find((candidate) => candidate.version === 1);
    if (!mas.passwords.enabled || scheme?.algorithm !== 'bcrypt') return [];
    const [here = none, there = none] = [scheme.secret, synapse.passwordPepper];
    if (here.equals(there)) return [];
    return [
      { what: describe(here, there), where: placesOf(synapse.tree.place(['password_config', 'pepper']), scheme.place) },
    ];
  },
};

const none = new Secret('none', '');

function describe(mas: Secret, synapse: Secret): string {
  if (synapse.isEmpty) return 'The password scheme with version 1 has a secret, Synapse has no pepper.';
  if (mas.isEmpty) return 'Synapse has a pepper, the password scheme with version 1 has no secret.';
  return `The secret of the password scheme with version 1 is not the pepper of Synapse${describeSecretDifference(mas, synapse)}.`;
}
