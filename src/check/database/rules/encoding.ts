import type { Rule } from '../../rule.ts';

export const sourceEncoding: Rule = {
  id: 'data/encoding',
  severity: 'warning',
  title: 'The database of Synapse is not in UTF8',
  why: 'Synapse itself does not start on such a database. Its rows are read as UTF-8, which they are.',
  remedy:
    "Make sure that this is the database that Synapse uses. Dump it and restore it into one that is made with ENCODING 'UTF8'.",
  learntFrom: ['Synapse: synapse/storage/engines/postgres.py'],
};
