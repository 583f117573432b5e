import type { Finding } from '../../plan/types.gen.ts';
import type { Rule } from '../rule.ts';
import type { SqlContext } from './sql-context.ts';

/**
 * A rule that asks Synapse's database. Its query gives a row (fact, planned, found, samples) for each thing that is not as it
 * must be, and no row when all is well; an error among them is asserted again by apply.
 */
export interface DataRule extends Rule {
  /** Below templates/sql/data. */
  readonly template: string;
  /** Asked when the plan is made, not again by apply: what it is about may go on until then, or its table be read by few. */
  readonly isAskedOnce?: true;
  /** Where it says false nothing has to be asked. */
  readonly matters?: (context: SqlContext) => boolean;
  /** Names under which the accounting leaves out all that it could find: where it leaves out none by them, nothing has to be asked. */
  readonly countedAs?: readonly string[];
  /**
   * For other reasons: where it says true nothing can be found, so that nothing has to be asked when the plan is made; apply asks all the
   * same.
   */
  readonly isRuledOut?: (known: KnownRows) => boolean;
}

/** What the accounting and the ways to log in say before the questions of the rules are put, in the same snapshot. */
export interface KnownRows {
  /** Names under which the accounting leaves rows out: `unknown-user`. */
  readonly skipped: ReadonlySet<string>;
  /** Active users with neither a password nor a provider of MAS. */
  readonly withoutLogin: number;
}

/** One row of such a query. `fact` starts with the table: `devices: rows of …`. */
export interface FactRow {
  readonly fact: string;
  readonly planned: string;
  readonly found: string;
  readonly samples?: readonly string[] | null;
  /** Of the file of --links, where it is about these. */
  readonly lines?: readonly number[];
}

/** The finding that a row makes. */
export function dataFinding(rule: Rule, row: FactRow): Finding {
  const { id, severity, why, remedy } = rule;
  const table = row.fact.split(':')[0] ?? '';
  const count = /^\d+$/.test(row.found) ? { count: Number(row.found) } : {};
  return {
    id,
    severity,
    what: `${row.fact}: planned ${row.planned}, found ${row.found}.`,
    // What MAS's constraints ask of rows is told at the table of MAS that they are for.
    where: [{ database: id.startsWith('target/') ? 'mas' : 'synapse', table }],
    ...count,
    ...(row.samples && row.samples.length > 0 ? { samples: [...row.samples] } : {}),
    why,
    remedy,
  };
}
