import type { DataRule } from './data-rule.ts';

export const unusableHash: DataRule = {
  id: 'users/unusable-hash',
  severity: 'warning',
  template: 'unusable-hash',
  countedAs: ['unusable-hash'],
  title: 'Password hashes that are not of bcrypt',
  why: 'MAS checks the passwords of Synapse with bcrypt ($2a$, $2b$, $2x$, $2y$), as Synapse does. By any other hash it answers every login with an internal error, so these are left out: their users have no password in MAS. Where a module of Synapse checked them, their users log in with a password today.',
  remedy:
    'Let these users set a password in Synapse before the migration, or one by e-mail afterwards; an administrator can set one in MAS. What may be a password in plain text should be removed from Synapse.',
  learntFrom: ['MAS: crates/handlers/src/passwords.rs', 'Synapse: synapse/handlers/auth.py'],
};
