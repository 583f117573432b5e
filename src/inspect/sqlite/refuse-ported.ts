import { planError } from '../../support/errors.ts';
import { databaseFiles, findOpeners } from '../../support/sqlite/find-openers.ts';
import type { SqliteFile } from '../../support/sqlite/sqlite-file.ts';

/**
 * Refuses a database that synapse_port_db is reading: itself, or the copy beside it that Synapse's instructions have people make. It
 * writes nothing into the file by which that could be told later, so what counts is who has it open.
 * @throws PlanError SQLITE_PORTED
 */
export function refusePorted(file: SqliteFile): void {
  const porter = findOpeners([...databaseFiles(file), `${file.path}.snapshot`]).find(({ words }) =>
    words.some((word) => /synapse_port_db/.test(word)),
  );
  if (!porter) return;
  throw planError(
    'SQLITE_PORTED',
    `synapse_port_db is reading ${file.path}, or the copy beside it: process ${porter.pid}.`,
    {
      place: { database: 'synapse', file: file.path },
    },
  );
}
