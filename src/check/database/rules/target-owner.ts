import type { Rule } from '../../rule.ts';

export const targetOwner: Rule = {
  id: 'target/owner',
  severity: 'warning',
  title: 'This role does not own the tables of MAS',
  why: 'To plan and to verify it is enough to read. apply sets indexes and constraints aside and builds them again, which only their owner may, and keeps its journal in a schema of its own.',
  remedy: 'Give apply the role that MAS uses (--mas-database-uri), or make this one a member of it.',
  learntFrom: ['PostgreSQL: ALTER TABLE, notes'],
};
