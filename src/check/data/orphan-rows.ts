import type { DataRule } from './data-rule.ts';

export const orphanRows: DataRule = {
  id: 'data/orphan-rows',
  severity: 'error',
  template: 'orphan-rows',
  countedAs: ['unknown-user', 'excluded-orphan'],
  title: 'Rows belong to users that do not exist',
  why: 'Nobody knows whose they are, so MAS cannot hold them. mas-cli stops half-way at the first.',
  remedy:
    'Find out how the users were lost. Then delete such rows from Synapse, or decide exclude-orphan-rows in the file of --accept, which leaves them out.',
  learntFrom: ['element-hq/matrix-authentication-service#5239'],
};
