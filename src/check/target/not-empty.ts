import type { Rule } from '../rule.ts';

export const targetNotEmpty: Rule = {
  id: 'target/not-empty',
  severity: 'error',
  title: 'The database of MAS is not empty',
  why: 'What is there already would be mixed with, or lost to, what comes from Synapse. The plan writes into empty tables only.',
  remedy:
    'Look whether it is the database that you meant. What makes accounts by itself (a playbook, an operator of Kubernetes, mas-cli manage register-user) must wait until after the migration. Give MAS a new database and run mas-cli database migrate on it, then plan again.',
  learntFrom: [
    'MAS: docs/setup/migration.md',
    'element-hq/matrix-authentication-service#3479',
    'element-hq/matrix-authentication-service#4605',
    'spantaleev/matrix-docker-ansible-deploy#3647',
  ],
};
