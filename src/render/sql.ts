import type { Plan, Step } from '../plan/types.gen.ts';
import { printable } from '../support/printable.ts';
import { formatCount } from './format-count.ts';
import { isPlainSql } from './plain-sql.ts';

/**
 * All SQL of a plan as one text that psql can read, by phase. It cannot do anything by accident: what runs on the database of MAS
 * stands in one transaction that is rolled back. Everything else is a comment: what is asked of the database of Synapse, the SELECTs
 * of the copies (psql alone cannot carry rows from one server to another), what people do, files, the way back.
 */
export function renderSql(plan: Plan, planId: string): string {
  const phases = (['prepare', 'cutover', 'finish'] as const).flatMap((phase) => [
    comment(`==== Phase ${phase} ====`),
    ...plan.steps.filter((step) => step.phase === phase).map(renderStep),
  ]);
  const undo = plan.undo.map((step) => {
    const text = step.kind === 'restore-file' ? restoreText(step) : step.sql;
    return comment(`${step.id} (${step.kind}): ${step.title}\n${text}`);
  });
  return [
    comment(`Plan for ${plan.source.serverName}\n${planId}\n${preface}`),
    'BEGIN;\n',
    ...phases,
    comment('apply commits here, when everything above is as planned and the copied rows have been counted.'),
    'ROLLBACK;\n',
    comment('==== The way back, which rollback runs ===='),
    ...undo,
  ].join('\n');
}

const preface = `To read, not to run: apply runs the plan, with checks that psql does not make. Read by psql, the statements for the
database of MAS are tried without the copied rows and rolled back; everything else is a comment.`;

function renderStep(step: Step): string {
  const title = `${step.id} (${step.kind}): ${step.title}`;
  switch (step.kind) {
    case 'sql':
      return statements(title, step.sql);
    case 'assert':
      return step.database === 'mas'
        ? statements(`${title}\nAny row stops apply.`, step.sql)
        : comment(`${title}\nAsked of the database of Synapse; any row stops apply.\n${step.sql}`);
    case 'copy':
      return comment(
        [
          title,
          `COPY ${step.table} (${step.columns.join(', ')}) FROM STDIN`,
          `with the rows, ${formatCount(step.rows)} as planned, that the database of Synapse gives for`,
          step.select,
        ].join('\n'),
      );
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
