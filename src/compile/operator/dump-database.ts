import { shellWord } from '../../support/shell-word.ts';
import type { SqliteLocation } from '../../support/sqlite/sqlite-location.ts';
import { type DumpedDatabase, pgDump } from './pg-dump.ts';

/** Commands with which a person keeps a database as it is. */
export interface DatabaseDump {
  readonly make: readonly string[];
  /** Reads all of it. */
  readonly check: readonly string[];
}

/**
 * A dump of a database into a file whose name begins with `stem`. Of SQLite it is SQLite's own backup, which holds one state of a
 * database that is in use: https://www.sqlite.org/cli.html
 */
export function dumpDatabase(database: DumpedDatabase | SqliteLocation, stem: string): DatabaseDump {
  if ('engine' in database) {
    const file = `${stem}.db`;
    return {
      make: [`sqlite3 ${shellWord(database.path)} ${shellWord(`.backup '${file}'`)}`],
      check: [`sqlite3 ${shellWord(file)} 'PRAGMA integrity_check'`],
    };
  }
  const file = `${stem}.dump`;
  return {
    make: pgDump(database, file),
    check: [`pg_restore --list ${file}`, `pg_restore --file=/dev/null ${file}`],
  };
}
