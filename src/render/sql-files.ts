import type { Plan, Step, Undo } from '../plan/types.gen.ts';
import { printable } from '../support/printable.ts';
import { quoteIdentifier } from '../support/sql-text.ts';
import { formatAmount } from './format-amount.ts';
import { isPlainSql } from './plain-sql.ts';

/** One file for psql. */
export interface SqlFile {
  readonly name: string;
  readonly text: string;
}

/**
 * All SQL of a plan, a file for each phase and one for the way back, to be read by psql connected to the database of MAS. None of them
 * can change anything: what is no comment stands in a transaction that is rolled back, or is READ ONLY; and the one that locks tables
 * stops before it has begun, unless the variable `try` is set. What is asked of the database of Synapse, the copies (psql alone cannot
 * carry rows from one server to another), what people do, and files are comments.
 */
export function renderSqlFiles(plan: Plan, planId: string): readonly SqlFile[] {
  const head = (what: string, preface: string): string =>
    comment(`Plan for ${plan.source.serverName}: ${what}\n${planId}\n${preface}`);
  const stepsOf = (phase: Step['phase']): readonly string[] =>
    plan.steps.filter((step) => step.phase === phase).map(renderStep);
  const file = (name: string, parts: readonly string[]): SqlFile => ({ name, text: parts.join('\n') });
  return [
    file('10-prepare.sql', [
      head('phase prepare', onlyReads),
      'BEGIN READ ONLY;\n',
      ...stepsOf('prepare'),
      'ROLLBACK;\n',
    ]),
    file('20-cutover.sql', [
      head('phase cutover', locksTables),
      guard,
      'BEGIN;\n',
      ...stepsOf('cutover'),
      comment('apply commits here, when everything above is as planned and the copied rows have been counted.'),
      'ROLLBACK;\n',
    ]),
    file('30-finish.sql', [head('phase finish', onlyReads), 'BEGIN READ ONLY;\n', ...stepsOf('finish'), 'ROLLBACK;\n']),
    file('90-undo.sql', [
      head(
        'the way back, which rollback runs',
        `${onlyReads}\nThey need what apply leaves behind: before it has run, psql finds no journal.`,
      ),
      'BEGIN READ ONLY;\n',
      ...plan.undo.map(renderUndo),
      'ROLLBACK;\n',
    ]),
  ];
}

const onlyReads = `To read, not to run: apply runs the plan, with checks that psql does not make. Read by psql on the database of MAS, the
checks of MAS are made in a READ ONLY transaction; everything else is a comment.`;

const locksTables = `To read, not to run: apply runs the plan, with checks that psql does not make. psql stops here, unless it is called
with --set=try=1. Then the statements for the database of MAS are tried without the copied rows, which locks its tables for a
moment, and rolled back. Everything else is a comment.`;

/** A file that cannot be there is an error, with which psql ends (code 3); SQL for that would run wherever psql is not. */
const guard = String.raw`\set ON_ERROR_STOP on
\if :{?try}
\else
\warn 'Nothing was run: read the first lines of this file.'
\i '/dev/null/nothing was run'
\endif
`;

function renderUndo(step: Undo): string {
  const only = 'only' in step && step.only !== undefined ? `\nOnly with rollback --${step.only}.` : '';
  const title = `${step.id} (${step.kind}): ${step.title}${only}`;
  switch (step.kind) {
    case 'assert':
      return statements(`${title}\nAny row stops rollback, except with --discard-mas-changes.`, step.sql);
    case 'count':
      return step.database === 'mas'
        ? statements(title, step.sql)
        : comment(`${title}\nAsked of the database of Synapse.\n${step.sql}`);
    case 'sql':
      return comment(`${title}\n${step.database === 'synapse' ? 'In the database of Synapse.\n' : ''}${step.sql}`);
    case 'operator':
      return comment(`${title}\n${step.instructions}`);
    case 'restore-file':
      return comment(`${title}\n${restoreText(step)}`);
  }
}

function renderStep(step: Step): string {
  const title = `${step.id} (${step.kind}): ${step.title}`;
  switch (step.kind) {
    case 'sql':
      return statements(title, step.sql);
    case 'assert':
      return step.database === 'mas'
        ? statements(`${title}\nAny row stops apply.`, step.sql)
        : comment(`${title}\nAsked of the database of Synapse; any row stops apply.\n${step.sql}`);
    case 'copy': {
      const [table = '', ...columns] = [step.table, ...step.columns].map((name) => quoteIdentifier(printable(name)));
      return comment(
        [
          title,
          `What the first statement gives on the database of Synapse, in one snapshot with all copies, goes into the second on the`,
          `database of MAS: ${formatAmount(step.rows, 'row')} as planned.`,
          `COPY (\n${step.select.trimEnd()}\n) TO STDOUT WITH (FORMAT binary);`,
          `COPY ${table} (${columns.join(', ')}) FROM STDIN WITH (FORMAT binary);`,
        ].join('\n'),
      );
    }
    case 'operator':
      return comment(`${title}\n${step.instructions}`);
    case 'secret':
      return comment(`${title}\n${step.from.key} of ${step.from.file} goes to ${step.path}`);
    case 'file':
      return comment(`${title}\n${step.path} becomes ${step.after}`);
  }
}

function statements(title: string, sql: string): string {
  if (!isPlainSql(sql)) return comment(`${title}\nNot plain statements, so they are a comment here:\n${sql}`);
  // A comment at the end of the SQL would hide a semicolon on its line.
  const end = /;\s*$/.test(sql) ? '' : '\n;';
  return `${comment(title)}\n${sql.trimEnd()}${end}\n`;
}

function restoreText({ path, backup }: { readonly path: string; readonly backup?: string }): string {
  return backup === undefined ? `${path} is removed` : `${path} becomes ${backup}`;
}

function comment(text: string): string {
  const lines = printable(text.trimEnd(), { lines: true }).split('\n');
  return `${lines.map((line) => `-- ${line}`.trimEnd()).join('\n')}\n`;
}
