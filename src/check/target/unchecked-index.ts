import type { Rule } from '../rule.ts';

export const targetUncheckedIndex: Rule = {
  id: 'target/unchecked-index',
  severity: 'warning',
  outcome: 'unevaluated',
  title: 'A constraint of MAS could not be evaluated beforehand',
  why: 'It is a unique index on an expression or on a part of the rows, or a CHECK or EXCLUDE constraint. If rows break it, apply fails and rolls everything back.',
  remedy: 'Run apply --rehearse before the night of the migration.',
  learntFrom: ['PostgreSQL: unique indexes on expressions, CHECK constraints'],
};
