import type { DataRule } from './data-rule.ts';

export const usernameCaseCollision: DataRule = {
  id: 'data/username-case-collision',
  severity: 'error',
  template: 'username-case-collision',
  title: 'Localparts that are equal but for case',
  why: 'MAS looks usernames up without regard to case. Whoever of them logs in could get the account of the other.',
  remedy:
    'Decide which of them stays; deactivating is not enough, as both names stay taken. Rename or remove one in Synapse, then plan again.',
  learntFrom: ['MAS: crates/storage-pg/src/user', 'Synapse: synapse/handlers/register.py'],
};
