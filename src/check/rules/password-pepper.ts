import { type ConfigRule, placesOf } from '../config-rule.ts';

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
    const here = scheme.secret?.reveal() ?? '';
    const there = synapse.passwordPepper?.reveal() ?? '';
    if (here === there) return [];
    return [
      { what: describe(here, there), where: placesOf(synapse.tree.place(['password_config', 'pepper']), scheme.place) },
    ];
  },
};

function describe(mas: string, synapse: string): string {
  if (synapse === '') return 'The password scheme with version 1 has a secret, Synapse has no pepper.';
  if (mas === '') return 'Synapse has a pepper, the password scheme with version 1 has no secret.';
  const isLineBreak = mas.trimEnd() === synapse.trimEnd();
  return `The secret of the password scheme with version 1 is not the pepper of Synapse${isLineBreak ? ': they differ by white space at the end' : ''}.`;
}
