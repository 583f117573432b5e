import type { Plan } from '../plan/types.gen.ts';
import { renderSqlFiles } from './sql-files.ts';

/** All SQL of a plan as one text: its files for psql, one after the other. psql stops before the one that locks tables. */
export function renderSql(plan: Plan, planId: string): string {
  return renderSqlFiles(plan, planId)
    .map(({ name, text }) => `-- ==== ${name} ====\n${text}`)
    .join('\n');
}
