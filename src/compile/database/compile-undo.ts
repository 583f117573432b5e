import type { FileStep, SecretStep, Undo } from '../../plan/types.gen.ts';
import { renderTemplate, type Templates } from '../../support/templates.ts';

/** The way back: only over rows that the plan wrote, then the files as they were, last first. */
export function compileUndo(
  tables: { readonly written: readonly string[]; readonly mustBeEmpty: readonly string[] },
  files: readonly (FileStep | SecretStep)[],
  templates: Templates,
): readonly Undo[] {
  const facts = (names: readonly string[], what: string) =>
    names.map((table) => ({ table, fact: `${table}: ${what}` }));
  const others = tables.mustBeEmpty.filter((table) => !tables.written.includes(table));
  return [
    {
      id: 'undo/foreign-rows',
      kind: 'assert',
      title: 'MAS holds nothing but what the plan wrote',
      sql: renderTemplate(templates, 'sql/undo/foreign-rows.sql.hbs', {
        written: facts(tables.written, 'rows written or changed since'),
        others: facts(others, 'rows written since'),
      }),
    },
    {
      id: 'undo/empty',
      kind: 'sql',
      title: 'Empty the tables that the plan wrote',
      sql: renderTemplate(templates, 'sql/undo/empty.sql.hbs', { tables: tables.mustBeEmpty }),
    },
    ...[...files].reverse().map(restoreFile),
  ];
}

function restoreFile(step: FileStep | SecretStep): Undo {
  const id = `undo/${step.id.replace('/', '-')}`;
  if (step.kind === 'secret' || step.before === undefined) {
    return { id, kind: 'restore-file', title: `Remove ${step.path}`, path: step.path };
  }
  const backup = step.backup === undefined ? {} : { backup: step.backup };
  return { id, kind: 'restore-file', title: `Restore ${step.path}`, path: step.path, ...backup, before: step.before };
}
