import type { Rule } from '../../rule.ts';

export const lockRight: Rule = {
  id: 'data/lock-right',
  severity: 'info',
  title: 'This role may not lock the tables of Synapse',
  why: 'To plan and to verify it is enough to read. apply locks the tables against a Synapse that starts, and refuses to run without.',
  remedy: 'Give apply the role that Synapse uses (--synapse-database-uri), or this one the right that is named.',
  learntFrom: ['PostgreSQL: LOCK, notes'],
};
