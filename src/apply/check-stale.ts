import type { ClientBase } from 'pg';
import { catalogTables, readTables } from '../inspect/catalog.ts';
import { countRows } from '../inspect/count-rows.ts';
import type { Phase, Plan } from '../plan/types.gen.ts';
import type { Problem } from '../support/errors.ts';
import { findCatalogProblems } from './catalog-problems.ts';
import type { FileState } from './files/file-states.ts';
import { findAssertProblems } from './run-asserts.ts';

/** In what MAS's database is not the one that was planned for: version, tables, emptiness, asserts of these phases. */
export async function findTargetProblems(
  client: ClientBase,
  plan: Plan,
  phases?: readonly Phase[],
): Promise<readonly Problem[]> {
  const problems = await findCatalogProblems(client, 'mas', plan);
  const present = await readTables(client, plan.target.mustBeEmpty);
  const counts = await countRows(
    client,
    present.map((table) => table.name),
  );
  const notEmpty = [...counts].map(
    ([table, rows]): Problem => ({
      code: 'STALE_TARGET',
      message: `${table}: planned no rows, found ${rows}.`,
      place: { database: 'mas', table },
      remedy: 'MAS has been used since. Start over with an empty database for MAS, or plan again.',
    }),
  );
  const asserts = problems.length > 0 ? [] : await findAssertProblems([client], 'mas', plan, phases && { phases });
  return [...problems, ...notEmpty, ...asserts];
}

/** Files that are not as they were when the plan was made. */
export function findFileProblems(states: readonly FileState[]): readonly Problem[] {
  return states
    .filter(({ state }) => state !== 'before')
    .map(({ step, found }) => ({
      code: 'STALE_FILE',
      message: `${step.path}: planned ${step.before ?? 'no file'}, found ${found === 'missing' ? 'no file' : found}.`,
      place: { file: step.path },
    }));
}

/** The tables of Synapse that are there, out of those that the plan reads. */
export async function presentTables(client: ClientBase, plan: Plan): Promise<readonly string[]> {
  const tables = await readTables(client, catalogTables(plan.source.database.catalog));
  return tables.map((table) => table.name);
}
