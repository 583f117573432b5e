import type { Rule } from '../rule.ts';

export const targetUniqueConflict: Rule = {
  id: 'target/unique-conflict',
  severity: 'error',
  title: 'Rows that are different in Synapse would be the same in MAS',
  why: 'MAS has a unique constraint that Synapse does not have. mas-cli stops half-way at the first such row.',
  remedy:
    'Find the rows in Synapse by the constraint and the user ids that are named; remove what is double, then plan again.',
  learntFrom: ['MAS: catalog of the database'],
};
