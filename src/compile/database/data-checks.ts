import type { DataRule } from '../../check/data/data-rule.ts';
import { dataRules } from '../../check/data/data-rules.ts';
import type { SqlContext } from '../../check/data/sql-context.ts';
import type { Rule } from '../../check/rule.ts';
import { targetNotNull } from '../../check/target/not-null.ts';
import { targetUniqueConflict } from '../../check/target/unique-conflict.ts';
import type { CatalogTable } from '../../inspect/catalog.ts';
import { renderTemplate, type Templates } from '../../support/templates.ts';
import { stepId } from '../step-id.ts';
import type { CompiledCopy } from './compile-copies.ts';
import { followsFromSource, type Guarantees } from './follows-from-source.ts';

/** One question to Synapse's database, whose rows are findings, and what apply asserts where the rule is an error. */
export interface DataCheck {
  /** The id of the assert step. */
  readonly id: string;
  /** What holds when no row comes. */
  readonly title: string;
  readonly rule: Rule;
  /** False: apply does not assert it. */
  readonly isAskedAgain: boolean;
  /** One SELECT of (fact, planned, found, samples); no row when all is well. */
  readonly sql: string;
  /** As in DataRule. */
  readonly countedAs?: DataRule['countedAs'];
  /** As in DataRule, or as `countedAs` says. */
  readonly isRuledOut?: DataRule['isRuledOut'];
}

/** Every question about rows: those of rules with a query of their own, and those that the constraints of MAS ask and Synapse's do not answer. */
export function compileDataChecks(
  context: SqlContext,
  copies: readonly CompiledCopy[],
  source: readonly CatalogTable[],
  templates: Templates,
): readonly DataCheck[] {
  const asked = dataRules.filter(({ matters }) => matters?.(context) ?? true);
  const own = asked.map((rule) => ({
    id: `assert/${rule.id.replace('/', '-')}`,
    title: `Not found: ${rule.title.charAt(0).toLowerCase()}${rule.title.slice(1)}`,
    rule,
    isAskedAgain: rule.isAskedOnce !== true,
    sql: renderTemplate(templates, `sql/data/${rule.template}.sql.hbs`, context),
    ...(rule.countedAs && { countedAs: rule.countedAs, isRuledOut: isNotCountedAs(rule.countedAs) }),
    ...(rule.isRuledOut && { isRuledOut: rule.isRuledOut }),
  }));
  const taken = new Set<string>();
  const ofConstraints = copies.flatMap((copy) => {
    const guarantees = followsFromSource(copy.copy, context, source);
    return [...notNull(copy, guarantees, context, templates), ...unique(copy, guarantees, context, templates)];
  });
  return [...own, ...ofConstraints].map((check) => {
    const id = stepId('assert', check.id.slice('assert/'.length), taken);
    taken.add(id);
    return { ...check, id };
  });
}

function isNotCountedAs(reasons: readonly string[]): NonNullable<DataRule['isRuledOut']> {
  return ({ skipped }) => !reasons.some((reason) => skipped.has(reason));
}

/** Not of created_at: data/timestamp-range asks for what it is made of, and a time that is none cannot be computed here. */
function notNull(
  { copy, decision, inner }: CompiledCopy,
  guarantees: Guarantees,
  context: SqlContext,
  templates: Templates,
): readonly DataCheck[] {
  const columns = decision.columns
    .filter((column) => column.notNull && column.name !== 'created_at' && !isGenerated(column.name, copy.key))
    .filter((column) => !guarantees.notNull(column.name))
    .map(({ name }, index) => ({
      column: name,
      fact: `${copy.table}: rows without ${name}`,
      rows: `rows_${index}`,
      samples: `samples_${index}`,
    }));
  if (columns.length === 0) return [];
  const sql = renderTemplate(templates, 'sql/data/not-null.sql.hbs', { ...context, columns, inner });
  const title = `No row for ${copy.table} lacks what MAS requires`;
  return [{ id: `assert/not-null-${copy.table}`, title, rule: targetNotNull, isAskedAgain: true, sql }];
}

/**
 * Unique constraints and indexes on plain columns. Those with the table's own id cannot be broken: it is made of the unique
 * key of its row. `user_id` stands for the user, so the user's name can stand in for it, which costs nothing.
 */
function unique(
  { copy, table, inner }: CompiledCopy,
  guarantees: Guarantees,
  context: SqlContext,
  templates: Templates,
): readonly DataCheck[] {
  const constraints = table.constraints.filter(
    (constraint) => constraint.kind === 'unique' || constraint.kind === 'primary key',
  );
  const indexes = table.indexes.filter((index) => index.unique && index.plain);
  return [...constraints, ...indexes].flatMap(({ name, columns, definition }) => {
    if (copy.key.length === 1 && columns.some((column) => column === copy.key[0])) return [];
    const isNullUnique = / NULLS NOT DISTINCT /.test(definition);
    if (!isNullUnique && guarantees.unique(columns)) return [];
    const real = columns.map((column) => (column === 'user_id' ? 'source_user_id' : column));
    const fact = `${copy.table}: rows that ${name} (${columns.join(', ')}) allows once`;
    const notNull = isNullUnique ? [] : real;
    const sql = renderTemplate(templates, 'sql/data/unique-conflict.sql.hbs', {
      ...context,
      columns: real,
      notNull,
      fact,
      inner,
    });
    const title = `Rows for ${copy.table} differ in ${columns.join(', ')}`;
    return [
      {
        id: `assert/unique-${name}`,
        title,
        rule: targetUniqueConflict,
        isAskedAgain: true,
        sql,
      },
    ];
  });
}

/** What MAS asks of rows by an expression: unique indexes on one or on a part of the rows, CHECK and EXCLUDE. `table.name` of each. */
export function uncheckedConstraints(copies: readonly CompiledCopy[]): readonly string[] {
  return copies.flatMap(({ table }) => {
    const constraints = table.constraints.filter(({ kind }) => kind === 'check' || kind === 'exclusion');
    const indexes = table.indexes.filter((index) => index.unique && !index.plain);
    return [...constraints, ...indexes].map(({ name }) => `${table.name}.${name}`);
  });
}

/** `compat_session_id` is computed from a row's key, as is the key of the table. */
function isGenerated(column: string, key: readonly string[]): boolean {
  return generatedIds.has(column) || (key.length === 1 && key[0] === column);
}

const generatedIds: ReadonlySet<string> = new Set([
  'user_id',
  'compat_session_id',
  'compat_access_token_id',
  'primary_user_email_id',
]);
