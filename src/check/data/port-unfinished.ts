import type { DataRule } from './data-rule.ts';

export const portUnfinished: DataRule = {
  id: 'data/port-unfinished',
  severity: 'error',
  template: 'port-unfinished',
  isAskedOnce: true,
  matters: ({ hasPortTable }) => hasPortTable,
  title: 'A port from SQLite was begun and cut short',
  why: 'synapse_port_db notes every table in port_from_sqlite3 before it copies the first row. Where one of the tables with accounts is not among them, nothing was copied into it, and its accounts are still on SQLite.',
  remedy:
    'Run synapse_port_db again until it ends, start Synapse on this database, then plan again. Or plan with the SQLite database: --synapse-database-uri sqlite:///PATH.',
  learntFrom: ['matrix-org/synapse#15219'],
};
