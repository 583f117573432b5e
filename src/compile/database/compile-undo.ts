import type { FileStep, SecretStep, Undo } from '../../plan/types.gen.ts';
import { renderTemplate, type Templates } from '../../support/templates.ts';
import { compileLosses, type LossFacts } from '../undo/compile-losses.ts';
import { discardSteps } from '../undo/discard-steps.ts';
import { type DumpedServices, dumpBeforeDiscard } from '../undo/dump-before-discard.ts';

/** What the way back is made of. */
export interface UndoFacts extends LossFacts {
  readonly written: readonly string[];
  readonly databases: DumpedServices;
}

/**
 * The way back: over rows that the plan wrote, and, beyond the point of no return and only where that was asked for, over what MAS has
 * written since; then the files as they were, last first.
 */
export function compileUndo(
  facts: UndoFacts,
  files: readonly (FileStep | SecretStep)[],
  templates: Templates,
): readonly Undo[] {
  const { written, mustBeEmpty } = facts;
  const stated = (names: readonly string[], what: string) =>
    names.map((table) => ({ table, fact: `${table}: ${what}` }));
  const others = mustBeEmpty.filter((table) => !written.includes(table));
  return [
    dumpBeforeDiscard(facts.databases),
    {
      id: 'undo/foreign-rows',
      kind: 'assert',
      title: 'MAS holds nothing but what the plan wrote',
      sql: renderTemplate(templates, 'sql/undo/foreign-rows.sql.hbs', {
        written: stated(written, 'rows written or changed since'),
        others: stated(others, 'rows written since'),
      }),
    },
    ...compileLosses(facts, templates),
    {
      id: 'undo/oauth-delegated',
      kind: 'sql',
      title: 'Remove what Synapse noted while MAS ran',
      database: 'synapse',
      sql: renderTemplate(templates, 'sql/undo/oauth-delegated.sql.hbs', {}),
    },
    {
      id: 'undo/empty',
      kind: 'sql',
      title: 'Empty the tables that the plan wrote',
      sql: renderTemplate(templates, 'sql/undo/empty.sql.hbs', { tables: mustBeEmpty }),
    },
    ...discardSteps(facts.tables, templates),
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
