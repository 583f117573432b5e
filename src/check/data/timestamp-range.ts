import type { DataRule } from './data-rule.ts';

export const timestampRange: DataRule = {
  id: 'data/timestamp-range',
  severity: 'error',
  template: 'timestamp-range',
  title: 'Times that are no times',
  why: 'The id of a row begins with its time, and PostgreSQL refuses times too far away. A value in the wrong unit would do both.',
  remedy: 'Correct the value in Synapse: users.creation_ts is in seconds, the others are in milliseconds.',
  learntFrom: ['Synapse: synapse/storage/databases/main/registration.py'],
};
