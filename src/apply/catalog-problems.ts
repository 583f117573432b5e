import type { ClientBase } from 'pg';
import { catalogTables, readCatalog } from '../inspect/catalog.ts';
import { readSchemaVersion } from '../inspect/schema-version.ts';
import type { DatabaseName, Plan } from '../plan/types.gen.ts';
import { sha256 } from '../support/digest.ts';
import type { Problem } from '../support/errors.ts';
import { differingLines } from './differing-lines.ts';

/** In what version and tables of one database are not as planned. */
export async function findCatalogProblems(
  client: ClientBase,
  service: DatabaseName,
  plan: Pick<Plan, 'source' | 'target'>,
): Promise<readonly Problem[]> {
  const planned = (service === 'synapse' ? plan.source : plan.target).database;
  const code = service === 'synapse' ? 'STALE_SOURCE' : 'STALE_TARGET';
  const place = { database: service } as const;
  const problems: Problem[] = [];
  const version = (await readSchemaVersion(client, service)) ?? '';
  if (version !== planned.schemaVersion) {
    const shown = (text: string): string => (text === '' ? 'none' : text);
    const message = `Schema version: planned ${shown(planned.schemaVersion)}, found ${shown(version)}.`;
    problems.push({ code, message, place });
  }
  const catalog = await readCatalog(client, catalogTables(planned.catalog));
  if (sha256(catalog) !== planned.fingerprint) {
    problems.push({
      code,
      message: 'Tables, columns, constraints or indexes are not as planned (- planned, + found).',
      place,
      excerpt: differingLines(planned.catalog, catalog),
    });
  }
  return problems;
}
