import type { OptionalTable } from '../../inspect/optional-tables.ts';
import type { Readability } from '../../inspect/table-readability.ts';
import type { Finding } from '../../plan/types.gen.ts';
import { toFinding } from '../config-rule.ts';
import type { Rule } from '../rule.ts';

export const tableUnread: Rule = {
  id: 'data/table-unread',
  severity: 'warning',
  outcome: 'unevaluated',
  title: 'A table of Synapse could not be read',
  why: 'The plan can be made without it, but what it says was not looked at.',
  remedy: 'GRANT SELECT on the table to the role that reads the database, then plan again.',
  learntFrom: ['element-hq/synapse#18053', 'element-hq/synapse#18544'],
};

/** A finding for each table that this role may not read. One that is not there holds nothing. */
export function unreadTables(tables: ReadonlyMap<OptionalTable, Readability> = new Map()): readonly Finding[] {
  return [...tables]
    .filter(([, state]) => state === 'denied')
    .map(([table]) =>
      toFinding(tableUnread, {
        what: `This role may not read ${table}: ${meaning[table]} could not be looked at.`,
        where: [{ database: 'synapse', table }],
      }),
    );
}

const meaning: Readonly<Record<OptionalTable, string>> = {
  background_updates: 'updates that Synapse has not finished (data/background-updates)',
  erased_users: 'users who were erased (users/erased)',
  port_from_sqlite3: 'whether a port from SQLite was begun and cut short (data/port-unfinished)',
};
