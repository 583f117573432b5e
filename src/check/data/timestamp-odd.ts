import type { DataRule } from './data-rule.ts';

export const timestampOdd: DataRule = {
  id: 'data/timestamp-odd',
  severity: 'info',
  template: 'timestamp-odd',
  title: 'Times before Matrix, or in the future',
  why: 'They can be carried over, so they are, but nobody was there in 1970: the value is 0, in the wrong unit, or of a clock that went wrong. MAS shows it to people, and takes an access token whose end is past for what it is.',
  remedy:
    'Nothing has to be done. If people would wonder, correct the value in Synapse: users.creation_ts is in seconds, the others are in milliseconds.',
  learntFrom: ['Synapse: synapse/storage/databases/main/registration.py'],
};
