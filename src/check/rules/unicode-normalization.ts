import type { ConfigRule } from '../config-rule.ts';

export const unicodeNormalization: ConfigRule = {
  id: 'mas/unicode-normalization',
  severity: 'error',
  title: 'Passwords with other letters than ASCII may be refused',
  why: 'Synapse normalises passwords (NFKC) before it hashes them. Without the same in MAS, some passwords with accents or other scripts are wrong.',
  remedy: 'Set unicode_normalization: true in the scheme with version 1 of passwords.schemes.',
  learntFrom: ['MAS: docs/setup/migration.md', 'Synapse: synapse/handlers/auth.py'],
  observe(_synapse, mas) {
    const scheme = mas.passwords.schemes.find((candidate) => candidate.version === 1);
    if (!mas.passwords.enabled || scheme?.algorithm !== 'bcrypt' || scheme.unicodeNormalization) return [];
    return [{ what: 'The password scheme with version 1 has no unicode_normalization.', where: [scheme.place] }];
  },
};
