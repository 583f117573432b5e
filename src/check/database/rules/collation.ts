import type { Rule } from '../../rule.ts';

export const sourceCollation: Rule = {
  id: 'data/collation',
  severity: 'info',
  title: 'The database of Synapse has another collation than C',
  why: 'Synapse starts on it only with allow_unsafe_locale. The order of text makes no difference for the migration: where it matters, the plan asks for C.',
  remedy: 'Nothing has to be done for the migration. Synapse recommends a database with LC_COLLATE and LC_CTYPE C.',
  learntFrom: ['Synapse: docs/postgres.md'],
};
