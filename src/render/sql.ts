import type { Plan, Step } from '../plan/types.gen.ts';
import { printable } from '../support/printable.ts';

/**
 * All SQL of a plan as one text that psql can read, by phase. What runs on Synapse's database and what people do stands in
 * comments, each SELECT of a copy too: psql alone cannot carry rows from one server to another.
 */
export function renderSql(plan: Plan, planId: string): string {
  const phases = (['prepare', 'cutover', 'finish'] as const).map((phase) => {
    const steps = plan.steps.filter((step) => step.phase === phase);
    return [comment(`Phase ${phase}`), ...steps.map(renderStep)].join('\n');
  });
  return [
    comment(`${planId}\nTo read, not to run: apply runs the plan, with checks that psql does not make.`),
    ...phases,
    comment('The way back'),
    ...plan.undo.map((step) =>
      'sql' in step ? `${comment(`${step.id}: ${step.title}`)}\n${statement(step.sql)}` : comment(`${step.id}: ${step.title}`),
    ),
    '',
  ].join('\n');
}

function renderStep(step: Step): string {
  const title = `${step.id} (${step.kind}): ${step.title}`;
  switch (step.kind) {
    case 'sql':
      return `${comment(title)}\n${statement(step.sql)}`;
    case 'assert':
      return step.database === 'mas'
        ? `${comment(`${title}\nAny row stops apply.`)}\n${statement(step.sql)}`
        : comment(`${title}\nOn the database of Synapse; any row stops apply.\n${step.sql}`);
    case 'copy':
      return comment(
        `${title}\nCOPY ${step.table} (${step.columns.join(', ')}) FROM STDIN, with the ${step.rows} rows that this gives on the database of Synapse:\n${step.select}`,
      );
    case 'operator':
      return comment(`${title}\n${step.instructions}`);
    case 'file':
    case 'secret':
      return comment(`${title}\n${step.path}`);
  }
}

function statement(sql: string): string {
  const text = sql.trimEnd();
  return `${text}${text.endsWith(';') ? '' : ';'}\n`;
}

function comment(text: string): string {
  const lines = printable(text.trimEnd(), { lines: true }).split('\n');
  return `\n${lines.map((line) => `-- ${line}`.trimEnd()).join('\n')}`;
}
