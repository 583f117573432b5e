import type { CopyStep, Database, Plan } from '../../plan/types.gen.ts';
import { sha256 } from '../../support/digest.ts';
import type { Problem } from '../../support/errors.ts';
import { stepProblem } from './check-structure.ts';
import { copyTargets } from './sql/allowed-names.ts';
import { type CatalogNames, catalogNames } from './sql/catalog-names.ts';

/** Fingerprints, and the tables and columns that are copied. PLAN_STEP, all of them. */
export function checkDatabases(plan: Plan): readonly Problem[] {
  const names = catalogNames(plan.target.database.catalog);
  const copies = plan.steps.filter((step) => step.kind === 'copy');
  const tables = copies.map(({ table }) => table);
  return [
    ...checkFingerprint('source', plan.source.database),
    ...checkFingerprint('target', plan.target.database),
    ...plan.target.mustBeEmpty
      .filter((table) => !names.tables.has(table))
      .map((table) => stepProblem('target.mustBeEmpty', `The catalog of the plan does not have the table ${table}.`)),
    ...copies.flatMap((copy) => checkCopy(copy, plan.target.mustBeEmpty, names)),
    ...copies
      .filter(({ table }, index) => tables.indexOf(table) !== index)
      .map(({ id, table }) => stepProblem(id, `Another step copies into ${table} already.`)),
  ];
}

function checkFingerprint(side: 'source' | 'target', { fingerprint, catalog }: Database): readonly Problem[] {
  if (fingerprint === sha256(catalog)) return [];
  return [stepProblem(`${side}.database.fingerprint`, 'It is not the digest of the catalog beside it.')];
}

function checkCopy(step: CopyStep, mustBeEmpty: readonly string[], names: CatalogNames): readonly Problem[] {
  const { id, table, columns, key } = step;
  const messages = [];
  if (!copyTargets.has(table)) messages.push(`${table} is no table into which a plan may copy.`);
  if (!mustBeEmpty.includes(table)) messages.push(`${table} is not among the tables that must be empty.`);
  const known = names.columnsOf.get(table);
  for (const column of columns) {
    if (!known?.has(column)) messages.push(`The catalog of the plan has no column ${table}.${column}.`);
  }
  if (new Set(columns).size < columns.length) messages.push('It names a column more than once.');
  for (const column of key) {
    if (!columns.includes(column)) messages.push(`Its key ${column} is not among its columns.`);
  }
  return messages.map((message) => stepProblem(id, message));
}
