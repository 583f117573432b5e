import { existsSync } from 'node:fs';
import type { Problem } from '../support/errors.ts';
import { databaseFiles, findOpeners } from '../support/sqlite/find-openers.ts';
import type { SqliteFile } from '../support/sqlite/sqlite-file.ts';

/**
 * A problem SERVICE_CONNECTED for each process that has the database open, as far as it can be seen from here. What none can hide, in
 * whatever container and as whatever user: Synapse opens its database with a write-ahead log, and from then on `-wal` and `-shm` lie beside
 * it, until the last one who has it open closes it.
 */
export function findSqliteOpeners(file: SqliteFile): readonly Problem[] {
  const place = { database: 'synapse', file: file.path } as const;
  const openers = findOpeners(databaseFiles(file));
  if (openers.length > 0) {
    return openers.map(({ pid, program }) => ({
      code: 'SERVICE_CONNECTED',
      message: `Process ${pid}${program === undefined ? '' : ` (${program})`} has ${file.path} open.`,
      place,
      remedy: 'Stop Synapse, end what else uses its database, then run the command again.',
    }));
  }
  const left = [file.wal, file.shm].filter((path) => existsSync(path));
  if (left.length === 0) return [];
  return [
    {
      code: 'SERVICE_CONNECTED',
      message: `Somebody has ${file.path} open, or was killed while they had: ${left.join(' and ')} ${left.length === 1 ? 'is' : 'are'} there.`,
      place,
      remedy:
        'Stop Synapse: it removes them. Where it was killed, let SQLite itself close the database: sqlite3 FILE .tables, as the user of Synapse.',
    },
  ];
}
