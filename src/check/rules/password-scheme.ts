import { type ConfigRule, placesOf } from '../config-rule.ts';

export const passwordScheme: ConfigRule = {
  id: 'mas/password-scheme',
  severity: 'error',
  title: 'MAS cannot check the password hashes of Synapse',
  why: 'Migrated hashes are bcrypt and get version 1. Where version 1 is missing or another algorithm, every password is wrong.',
  remedy:
    'Let passwords.schemes hold {version: 1, algorithm: bcrypt, unicode_normalization: true, secret: the pepper of Synapse} and, for new hashes, {version: 2, algorithm: argon2id}.',
  learntFrom: ['MAS: crates/syn2mas', 'MAS: docs/setup/migration.md'],
  observe(_synapse, mas) {
    if (!mas.passwords.enabled) return [];
    const first = mas.passwords.schemes.find((scheme) => scheme.version === 1);
    if (first?.algorithm === 'bcrypt') return [];
    const what = first
      ? `The password scheme with version 1 is ${first.algorithm}.`
      : 'There is no password scheme with version 1.';
    return [{ what, where: placesOf(first?.place ?? mas.passwords.place) }];
  },
};
