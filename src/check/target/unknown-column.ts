import type { Rule } from '../rule.ts';

export const targetUnknownColumn: Rule = {
  id: 'target/unknown-column',
  severity: 'error',
  title: 'MAS requires a column that this release does not know',
  why: 'The column is NOT NULL and has no default, so no row could be written.',
  remedy: 'Use a release of syn2mas-plan that knows this version of MAS.',
  learntFrom: ['MAS: catalog of the database'],
};
