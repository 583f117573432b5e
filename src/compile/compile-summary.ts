import { countGroups } from '../plan/finding-group.ts';
import type { Accounting, FileStep, Finding, SecretStep, Step, Summary } from '../plan/types.gen.ts';
import type { Queries } from './database/compile-queries.ts';
import { estimateFromRehearsal, type MeasuredRun } from './estimate-from-rehearsal.ts';

/** What a reviewer reads first. */
export function compileSummary(parts: {
  readonly accounting: readonly Accounting[];
  readonly queries: Queries;
  readonly findings: readonly Finding[];
  readonly files: readonly (FileStep | SecretStep)[];
  readonly steps: readonly Step[];
  /** Of --rehearsal. */
  readonly rehearsal: MeasuredRun | undefined;
}): Summary {
  const { accounting, queries, findings, files, steps, rehearsal } = parts;
  const tables = queries.copies.map(({ copy }) => ({ table: copy.table, rows: migratedRows(accounting, copy.table) }));
  const whole = accounting.filter((entry) =>
    queries.entities.some((entity) => entity.entity === entry.entity && !entity.part),
  );
  return {
    ...(rehearsal && {
      estimate: estimateFromRehearsal(rehearsal, { steps: [...steps], accounting: [...accounting] }),
    }),
    rowsMigrated: tables.reduce((sum, { rows }) => sum + rows, 0),
    rowsSkipped: whole.flatMap((entry) => entry.skipped).reduce((sum, { rows }) => sum + rows, 0),
    tables,
    findings: countGroups(findings),
    files: files.map((step) => step.path),
    pointOfNoReturn:
      'The first write of a running MAS. Until then rollback restores everything; from then on it says what would be lost, and goes back only with --discard-mas-changes and an approval of its own.',
  };
}

/** Rows of a table of MAS, over all entities that give some. */
export function migratedRows(accounting: readonly Accounting[], table: string): number {
  return accounting
    .flatMap((entry) => entry.migrated)
    .filter((part) => part.table === table)
    .reduce((sum, { rows }) => sum + rows, 0);
}
