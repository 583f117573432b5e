import type { CatalogTable } from '../../inspect/catalog.ts';
import type { Undo } from '../../plan/types.gen.ts';
import { renderTemplate, type Templates } from '../../support/templates.ts';

/**
 * What a running MAS leaves in tables that no row of the plan belongs to, and that would do or tell something about users who are
 * not there any more. Not among them: what `mas-cli config sync` and migrations write; MAS's workers and schedules, and the data of
 * its policy; and the clients that apps registered (oauth2_clients), for apps remember their client id, and are locked out of a
 * later migration where MAS does not.
 */
export function discardSteps(tables: readonly CatalogTable[], templates: Templates): readonly Undo[] {
  const present = discardTables(tables);
  if (present.length === 0) return [];
  return [
    {
      id: 'undo/discard',
      kind: 'sql',
      title: 'Remove what MAS would still do about users, and sessions of account recovery',
      only: 'discard-mas-changes',
      sql: renderTemplate(templates, 'sql/undo/discard.sql.hbs', {
        queueJobs: present.includes('queue_jobs'),
        recoverySessions: present.includes('user_recovery_sessions'),
      }),
    },
  ];
}

/** The tables among these from which something is removed. */
export function discardTables(tables: readonly CatalogTable[]): readonly string[] {
  return Object.entries(needs)
    .filter(([name, columns]) => {
      const table = tables.find((one) => one.name === name);
      return columns.every((column) => table?.columns.some((known) => known.name === column));
    })
    .map(([name]) => name);
}

const needs: Readonly<Record<string, readonly string[]>> = {
  queue_jobs: ['queue_job_id', 'queue_name', 'created_at', 'schedule_name', 'next_attempt_id'],
  user_recovery_sessions: ['created_at'],
};
