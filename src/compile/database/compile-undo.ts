import type { FileStep, SecretStep, Undo } from '../../plan/types.gen.ts';
import { shellWord } from '../../support/shell-word.ts';
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
    removeDelegated(facts.databases.synapse, templates),
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

/** A file of Synapse is never written by this program, so a person does it there. */
function removeDelegated(synapse: DumpedServices['synapse'], templates: Templates): Undo {
  const step = { id: 'undo/oauth-delegated', title: 'Remove what Synapse noted while MAS ran' };
  const sql = renderTemplate(templates, 'sql/undo/oauth-delegated.sql.hbs', {});
  if (!('engine' in synapse)) return { ...step, kind: 'sql', database: 'synapse', sql };
  const instructions = `sqlite3 ${shellWord(synapse.path)} ${shellWord(sql.trim())}`;
  return { ...step, kind: 'operator', only: 'discard-mas-changes', instructions };
}

function restoreFile(step: FileStep | SecretStep): Undo {
  const id = `undo/${step.id.replace('/', '-')}`;
  if (step.kind === 'secret' || step.before === undefined) {
    return { id, kind: 'restore-file', title: `Remove ${step.path}`, path: step.path };
  }
  const backup = step.backup === undefined ? {} : { backup: step.backup };
  return { id, kind: 'restore-file', title: `Restore ${step.path}`, path: step.path, ...backup, before: step.before };
}
