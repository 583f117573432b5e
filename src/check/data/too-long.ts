import type { DataRule } from './data-rule.ts';

export const tooLong: DataRule = {
  id: 'data/too-long',
  severity: 'error',
  template: 'too-long',
  title: 'Values that are too long for an index of MAS',
  why: 'PostgreSQL keeps at most 2,704 bytes of one row in an index. MAS has the id of the provider or of the user beside the value, which is longer than what Synapse has there.',
  remedy:
    'Find the row in Synapse by the length of external_id or address. No provider gives such a subject, and no telephone has such a number: remove the row, or correct it, then plan again.',
  learntFrom: ['PostgreSQL: src/include/access/nbtree.h'],
};
