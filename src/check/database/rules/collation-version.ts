import type { Rule } from '../../rule.ts';

export const collationVersion: Rule = {
  id: 'data/collation-version',
  severity: 'warning',
  title: 'The order of text has changed since the indexes of Synapse were built',
  why: 'The operating system sorts text otherwise than before. Indexes on text may not find rows that are there, or hold two where one is allowed: rows could be missed, or found twice.',
  remedy:
    'Stop Synapse, run REINDEX DATABASE and ALTER DATABASE … REFRESH COLLATION VERSION on its database, then plan again.',
  learntFrom: ['PostgreSQL: ALTER COLLATION, notes', 'Synapse: docs/postgres.md'],
};
