import type { ClientBase } from 'pg';
import type { AssertStep, DatabaseName, Phase, Plan } from '../plan/types.gen.ts';
import { type Problem, planError } from '../support/errors.ts';
import { sqlProblem } from '../support/postgres/sql-problem.ts';
import { shareWork } from './share-work.ts';

/** One row of an assert: what is not as planned. */
export interface AssertRow {
  readonly fact: string;
  readonly planned: string;
  readonly found: string;
  readonly samples: readonly string[];
}

/** Hears which question of a plan is put to a database next. */
export type TellQuestion = (question: string) => void;

/**
 * Runs what the plan asserts of one database before anything is written, or what it asserts in the phase `prepare` alone; a row is a
 * problem. What it asserts of the phase `finish` is for later, as is what the accounting answers: that is asked where `counted` says which
 * outcomes have rows, and nothing else then.
 * @throws PlanError where the SELECT itself fails
 */
export async function findAssertProblems(
  sessions: readonly ClientBase[],
  database: DatabaseName,
  plan: Pick<Plan, 'steps' | 'choices'>,
  {
    phases = ['prepare', 'cutover'],
    tell = () => {},
    counted,
  }: { readonly phases?: readonly Phase[]; readonly tell?: TellQuestion; readonly counted?: ReadonlySet<string> } = {},
): Promise<readonly Problem[]> {
  const steps = plan.steps.filter(
    (step): step is AssertStep =>
      step.kind === 'assert' && step.database === database && phases.includes(step.phase) && isAskedNow(step, counted),
  );
  const answers = await shareWork(sessions, steps, async (client, { id, sql, remedy }): Promise<readonly Problem[]> => {
    tell(id);
    return (await readAssertRows(client, { id, sql, database })).map((row) => {
      const samples = plan.choices.samples && row.samples.length > 0 ? ` (${row.samples.join(', ')})` : '';
      return {
        code: database === 'synapse' ? 'STALE_SOURCE' : 'STALE_TARGET',
        message: `${id}: ${row.fact}: planned ${row.planned}, found ${row.found}${samples}.`,
        place: { database },
        remedy,
      };
    });
  });
  return answers.flat();
}

function isAskedNow({ database, countedAs }: AssertStep, counted: ReadonlySet<string> | undefined): boolean {
  // Nothing of MAS is accounted for; and an assert that no outcome brings up would never be asked.
  const isLater = database === 'synapse' && countedAs !== undefined && countedAs.length > 0;
  if (!counted || !isLater) return !counted && !isLater;
  return countedAs.some((outcome) => counted.has(outcome));
}

/** The rows that one assert gives: fact, planned, found, and sometimes samples. */
export async function readAssertRows(
  client: ClientBase,
  { id, sql, database }: { readonly id: string; readonly sql: string; readonly database: DatabaseName },
): Promise<readonly AssertRow[]> {
  try {
    const { rows } = await client.query<unknown[]>({ text: sql, rowMode: 'array' });
    return rows.map(([fact, planned, found, samples]) => ({
      fact: String(fact),
      planned: String(planned),
      found: String(found),
      samples: Array.isArray(samples) ? samples.map(String) : [],
    }));
  } catch (error) {
    const problem = sqlProblem(error, sql, { code: 'DATABASE_QUERY', message: `step ${id}`, place: { database } });
    throw planError(problem.code, problem.message, problem, error);
  }
}
