import type { Rule } from '../rule.ts';

export const passwordSchemeMoved: Rule = {
  id: 'mas/password-scheme-moved',
  severity: 'info',
  title: 'The password scheme with version 1 of MAS gets another version',
  why: 'Migrated hashes are bcrypt and have version 1. A configuration as mas-cli writes it uses that version for argon2id. Hashes that MAS made with it would no longer be understood, but the migration starts with an empty MAS.',
  remedy: 'Nothing, as long as MAS has no users yet (target/not-empty tells). New passwords are hashed as before.',
  learntFrom: ['MAS: crates/config passwords section', 'MAS: crates/syn2mas'],
};
