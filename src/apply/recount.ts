import type { ClientBase } from 'pg';
import { runQuery } from '../inspect/run-query.ts';
import type { Plan } from '../plan/types.gen.ts';
import type { Problem } from '../support/errors.ts';
import type { SourceJob } from './read-ahead.ts';
import { findAssertProblems } from './run-asserts.ts';
import { shareWork } from './share-work.ts';
import type { SourceSessions } from './source-sessions.ts';

/** The accounting of the plan, counted again. */
export interface Recount {
  readonly entities: readonly { readonly entity: string; readonly rows: number; readonly planned: number }[];
  /** Rows that each table of MAS must get: what all entities say together. */
  readonly migrated: ReadonlyMap<string, number>;
  /** Outcomes that rows have: `skipped:unknown-user`. */
  readonly outcomes: ReadonlySet<string>;
}

/** What the plan accounts for, to be counted again by whoever has time, and the result. */
export interface Counting {
  readonly jobs: readonly SourceJob[];
  /** Settles once the jobs are done, all of them or up to one that failed. */
  readonly result: Promise<Recount>;
}

/**
 * Prepares to count again what the plan accounts for: the entities with the most rows first. The sessions see one snapshot.
 * @throws (the result) Error when sums do not agree: a bug (exit 1)
 */
export function prepareRecount({ accounting }: Pick<Plan, 'accounting'>): Counting {
  const questions = accounting
    .toSorted((a, b) => b.rows - a.rows)
    .map(({ entity, sql }) => {
      const what = { message: `accounting of ${entity}`, database: 'synapse' as const };
      return deferred(async (client) => [entity, await runQuery<OutcomeRow>(client, sql, what)] as const);
    });
  const result = Promise.all(questions.map(({ answer }) => answer)).then((answers) =>
    sumUp(accounting, new Map(answers)),
  );
  // Whoever fails before has no use for it.
  result.catch(() => undefined);
  return { jobs: questions.map(({ job }) => job), result };
}

/** A question for later, and the promise of its answer. */
function deferred<T>(ask: (client: ClientBase) => Promise<T>): {
  readonly job: SourceJob;
  readonly answer: Promise<T>;
} {
  let begin: (answer: Promise<T>) => void = () => undefined;
  const answer = new Promise<T>((resolve) => {
    begin = resolve;
  });
  return {
    answer,
    job: async (client) => {
      begin(ask(client));
      await answer.catch(() => undefined);
    },
  };
}

interface OutcomeRow {
  readonly outcome: string;
  readonly rows: string;
}

function sumUp(accounting: Plan['accounting'], answers: ReadonlyMap<string, readonly OutcomeRow[]>): Recount {
  const migrated = new Map<string, number>();
  const outcomes = new Set<string>();
  const entities = accounting.map(({ entity, rows: planned }) => {
    let total = 0;
    let sum = 0;
    for (const { outcome, rows: text } of answers.get(entity) ?? []) {
      const rows = Number(text);
      if (outcome === 'total') total += rows;
      else sum += rows;
      if (rows > 0) outcomes.add(outcome);
      const table = /^migrated:(.*)$/s.exec(outcome)?.[1];
      if (table !== undefined) migrated.set(table, (migrated.get(table) ?? 0) + rows);
    }
    if (sum !== total) throw new Error(`accounting of ${entity}: ${total} rows, but ${sum} migrated or skipped`);
    return { entity, rows: total, planned };
  });
  return { entities, migrated, outcomes };
}

/** What the accounting tells, which is counted at once, in all sessions. */
export async function findUncountedProblems(
  sessions: SourceSessions,
  plan: AccountedPlan,
): Promise<readonly Problem[]> {
  const { jobs, result } = prepareRecount(plan);
  await shareWork(sessions, jobs, (client, job) => job(client));
  return await findCountedProblems(sessions, await result, plan);
}

/** What the accounting tells: rows that drifted, and what the plan asserts of outcomes that rows have. */
export async function findCountedProblems(
  sessions: SourceSessions,
  recount: Recount,
  plan: AccountedPlan,
): Promise<readonly Problem[]> {
  const asserted = await findAssertProblems(sessions, 'synapse', plan, { counted: recount.outcomes });
  return [...findDriftProblems(recount, plan), ...asserted];
}

type AccountedPlan = Pick<Plan, 'accounting' | 'choices' | 'steps'>;

/** Entities whose rows drifted further from the plan than it allows: so many percent or rows, whichever is more. */
function findDriftProblems({ entities }: Recount, { choices }: Pick<Plan, 'choices'>): readonly Problem[] {
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
