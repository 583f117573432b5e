import type { Rule } from '../rule.ts';

export const passwordsOpened: Rule = {
  id: 'mas/passwords-opened',
  severity: 'warning',
  title: 'MAS lets users log in by password, Synapse does not',
  why: 'Passwords that were set long ago are migrated and become valid again, past the provider that users log in with today.',
  remedy: 'Set passwords.enabled to false in the configuration of MAS, unless password login is wanted.',
  learntFrom: ['MAS: crates/config passwords section', 'Synapse: synapse/config/auth.py'],
};
