import type { DataRule } from './data-rule.ts';

export const usernameCaseCollision: DataRule = {
  id: 'data/username-case-collision',
  severity: 'warning',
  template: 'username-case-collision',
  title: 'Localparts that are equal but for case',
  why: 'MAS has them as several users, as Synapse does, and finds the one whose name is written just so. From 0.15 on it finds everybody else in capitals or without; who of these writes the name otherwise cannot log in.',
  remedy:
    'Tell these users to log in with their name as it stands in their user id. If an account is nobody’s, deactivate it in Synapse.',
  learntFrom: [
    'MAS: crates/storage-pg/src/user',
    'element-hq/matrix-authentication-service#4378',
    'Synapse: synapse/handlers/register.py',
  ],
};
