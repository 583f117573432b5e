import type { Rule } from '../rule.ts';

export const targetNotNull: Rule = {
  id: 'target/not-null',
  severity: 'error',
  title: 'Rows lack a value that MAS requires',
  why: 'The column of MAS is NOT NULL, and Synapse has nothing to put there.',
  remedy: 'Fill in the value in Synapse or remove the row, then plan again.',
  learntFrom: ['MAS: catalog of the database'],
};
