import type { Plan, Step, Undo } from '../../plan/types.gen.ts';
import type { Problem } from '../../support/errors.ts';
import { sqlExcerpt } from '../../support/postgres/sql-excerpt.ts';
import { type CatalogNames, catalogNames } from './sql/catalog-names.ts';
import { checkDelegated } from './sql/check-delegated.ts';
import { checkDiscard } from './sql/check-discard.ts';
import { checkLock } from './sql/check-lock.ts';
import { checkRestore, indexNames } from './sql/check-restore.ts';
import { checkSelect } from './sql/check-select.ts';
import { checkStatements, type Writable } from './sql/check-statements.ts';
import { parseSql, type Refusal, type Statement } from './sql/parse-sql.ts';

type UndoSql = Extract<Undo, { kind: 'assert' | 'sql' }>;
type Refuse = (message: string, location: number) => void;
type Check = (statements: readonly Statement[], refuse: Refuse) => void | Promise<void>;

/** Every SQL text of a plan that is not what its place allows: PLAN_SQL, all of them, each with its step and line. */
export async function checkSql(plan: Plan): Promise<readonly Problem[]> {
  const source = catalogNames(plan.source.database.catalog);
  const target = catalogNames(plan.target.database.catalog);
  const writable = {
    mustBeEmpty: new Set(plan.target.mustBeEmpty.filter((table) => target.tables.has(table))),
    names: target,
    indexes: await indexNames(target),
  };
  const problems = await Promise.all(
    textsOf(plan, source, target, writable).map(({ key, sql, check }) => checkText(key, sql, check)),
  );
  return problems.flat();
}

/** Every SQL text with its place and what it may be. */
function textsOf(
  plan: Plan,
  source: CatalogNames,
  target: CatalogNames,
  writable: Writable,
): readonly { readonly key: string; readonly sql: string; readonly check: Check }[] {
  const fromSynapse: Check = (statements, refuse) =>
    checkSelect(statements, { names: source, withJournal: false }, refuse);
  const fromMas: Check = (statements, refuse) => checkSelect(statements, { names: target, withJournal: true }, refuse);
  const steps = plan.steps.flatMap((step, index) => {
    if (step.kind === 'copy') return [{ key: step.id, sql: step.select, check: fromSynapse }];
    if (step.kind === 'assert') {
      return [{ key: step.id, sql: step.sql, check: step.database === 'mas' ? fromMas : fromSynapse }];
    }
    if (step.kind !== 'sql') return [];
    const { purpose } = step;
    const check: Check = (statements, refuse) => {
      if (purpose === 'restore') {
        return checkRestore(statements, { ...writable, copiedLater: copiedIn(plan.steps.slice(index)) }, refuse);
      }
      if (purpose === 'lock') return checkLock(statements, writable, refuse);
      return checkStatements(statements, purpose, writable, refuse);
    };
    return [{ key: step.id, sql: step.sql, check }];
  });
  const undo = plan.undo.flatMap((entry) => {
    if (entry.kind === 'restore-file') return [];
    if (entry.kind === 'operator') return [];
    if (entry.kind === 'count') {
      return [{ key: entry.id, sql: entry.sql, check: entry.database === 'mas' ? fromMas : fromSynapse }];
    }
    if (entry.kind === 'assert') return [{ key: entry.id, sql: entry.sql, check: fromMas }];
    return [{ key: entry.id, sql: entry.sql, check: undoCheck(entry, writable) }];
  });
  const accounting = plan.accounting.map(({ entity, sql }) => ({
    key: `accounting ${entity}`,
    sql,
    check: fromSynapse,
  }));
  return [...steps, ...undo, ...accounting];
}

function copiedIn(steps: readonly Step[]): ReadonlySet<string> {
  return new Set(steps.flatMap((step) => (step.kind === 'copy' ? [step.table] : [])));
}

/** Synapse loses what it noted by itself, MAS the rows of the plan, and, where changes are discarded, some of its own. */
function undoCheck({ database, only }: Pick<UndoSql, 'database' | 'only'>, writable: Writable): Check {
  if (database === 'synapse') return checkDelegated;
  if (only !== undefined) return (statements, refuse) => checkDiscard(statements, writable.names, refuse);
  return (statements, refuse) => checkStatements(statements, 'undo', writable, refuse);
}

async function checkText(key: string, sql: string, check: Check): Promise<readonly Problem[]> {
  const parsed = await parseSql(sql);
  if ('message' in parsed) return [toProblem(key, sql, { ...parsed, message: `The SQL: ${parsed.message}` })];
  const problems: Problem[] = [];
  await check(parsed, (message, location) => {
    problems.push(toProblem(key, sql, { message, position: characterAt(sql, location) }));
  });
  return problems;
}

function toProblem(key: string, sql: string, { message, position }: Refusal): Problem {
  return {
    code: 'PLAN_SQL',
    message: `${message}.`,
    place: { key },
    ...(position === undefined ? {} : { excerpt: sqlExcerpt(sql, position) }),
  };
}

/** The parser counts bytes from 0, and a statement starts where the one before it ended. */
function characterAt(sql: string, location: number): number {
  const bytes = Buffer.from(sql);
  const blank = /^\s*/.exec(bytes.subarray(location).toString())?.[0].length ?? 0;
  return Array.from(bytes.subarray(0, location).toString()).length + blank + 1;
}
