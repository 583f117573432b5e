import type { ClientBase } from 'pg';
import { runQuery } from '../inspect/run-query.ts';
import type { Plan } from '../plan/types.gen.ts';
import type { Problem } from '../support/errors.ts';
import type { TellQuestion } from './run-asserts.ts';
import { shareWork } from './share-work.ts';

/** The accounting of the plan, counted again. */
export interface Recount {
  readonly entities: readonly { readonly entity: string; readonly rows: number; readonly planned: number }[];
  /** Rows that each table of MAS must get: what all entities say together. */
  readonly migrated: ReadonlyMap<string, number>;
}

/**
 * Counts again what the plan accounts for, in the snapshot of these sessions.
 * @throws Error when sums do not agree: a bug (exit 1)
 */
export async function recount(
  sessions: readonly ClientBase[],
  plan: Pick<Plan, 'accounting'>,
  tell: TellQuestion = () => {},
): Promise<Recount> {
  const entities: Recount['entities'][number][] = [];
  const migrated = new Map<string, number>();
  const answers = await shareWork(sessions, plan.accounting, async (client, { entity, sql }) => {
    const what = { message: `accounting of ${entity}`, database: 'synapse' as const };
    tell(what.message);
    return await runQuery<{ outcome: string; rows: string }>(client, sql, what);
  });
  for (const [index, { entity, rows: planned }] of plan.accounting.entries()) {
    const outcomes = answers[index] ?? [];
    let total = 0;
    let sum = 0;
    for (const { outcome, rows: text } of outcomes) {
      const rows = Number(text);
      if (outcome === 'total') total += rows;
      else sum += rows;
      const table = /^migrated:(.*)$/s.exec(outcome)?.[1];
      if (table !== undefined) migrated.set(table, (migrated.get(table) ?? 0) + rows);
    }
    if (sum !== total) throw new Error(`accounting of ${entity}: ${total} rows, but ${sum} migrated or skipped`);
    entities.push({ entity, rows: total, planned });
  }
  return { entities, migrated };
}

/** Entities whose rows drifted further from the plan than it allows: so many percent or rows, whichever is more. */
export function findDriftProblems({ entities }: Recount, { choices }: Pick<Plan, 'choices'>): readonly Problem[] {
  return entities.flatMap(({ entity, rows, planned }): readonly Problem[] => {
    const allowed = Math.max((planned * choices.maxDriftPercent) / 100, choices.maxDriftRows);
    if (Math.abs(rows - planned) <= allowed) return [];
    return [
      {
        code: 'STALE_SOURCE',
        message: `${entity}: planned ${planned} rows, found ${rows}; the plan allows a drift of ${Math.floor(allowed)}.`,
        place: { database: 'synapse' },
      },
    ];
  });
}
