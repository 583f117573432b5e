import type { Accounting } from '../../plan/types.gen.ts';
import type { Entity } from './entities.ts';
import { skipReasons } from './skip-reasons.ts';

/** One row that an accounting query gives. */
export interface OutcomeRow {
  readonly outcome: string;
  readonly rows: number;
}

/**
 * The accounting of one entity: rows = migrated + skipped by reason.
 * @throws Error when the sums do not agree or a reason has no meaning: a bug (exit 1)
 */
export function sumAccounting(entity: Entity, outcomes: readonly OutcomeRow[]): Accounting {
  const pick = (prefix: string): readonly { readonly name: string; readonly rows: number }[] =>
    outcomes
      .filter((row) => row.outcome.startsWith(prefix))
      .map((row) => ({ name: row.outcome.slice(prefix.length), rows: row.rows }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  const total = outcomes.find((row) => row.outcome === 'total')?.rows ?? 0;
  const migrated = pick('migrated:');
  const skipped = pick('skipped:');
  const sum = [...migrated, ...skipped].reduce((rows, part) => rows + part.rows, 0);
  if (sum !== total) throw new Error(`accounting of ${entity.entity}: ${total} rows, but ${sum} migrated or skipped`);
  return {
    entity: entity.entity,
    rows: total,
    migrated: migrated.map(({ name, rows }) => ({ table: name, rows })),
    skipped: skipped.map(({ name, rows }) => ({ reason: name, rows, meaning: meaningOf(name) })),
    sql: entity.sql,
  };
}

function meaningOf(reason: string): string {
  const meaning = skipReasons[reason];
  if (meaning === undefined) throw new Error(`no meaning for the skip reason ${reason}`);
  return meaning;
}
