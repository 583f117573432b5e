import { outputVersions } from '../plan/output-versions.ts';
import { printable } from '../support/printable.ts';
import { namePlan } from './name-plan.ts';
import { toJson } from './to-json.ts';

/** What is shown of how far a plan got. */
export interface ShownStatus {
  readonly state: 'not-started' | 'prepared' | 'applied' | 'files-pending' | 'rolled-back' | 'other-plan';
  readonly planId: string;
  readonly journal: readonly {
    readonly planId: string;
    readonly event: string;
    readonly at: string;
    readonly by: string;
    readonly approvals: readonly { readonly identity: string }[];
    /** Why it was applied without approvals. */
    readonly unapproved: string | null;
  }[];
  readonly files: readonly {
    readonly path: string;
    readonly phase: 'prepare' | 'cutover';
    readonly state: 'before' | 'after' | 'other';
  }[];
  readonly next: string;
}

/** The state for a terminal: one screen, and one next command. */
export function renderStatus(status: ShownStatus, planFile: string): string {
  const lines = [
    `State: ${status.state} (${meanings[status.state]})`,
    `Plan:  ${status.planId}`,
    ...(status.journal.length > 0 ? ['', 'Journal in the database of MAS:'] : []),
    ...status.journal.map(({ at, event, planId, by, ...right }) => {
      const which = planId === status.planId ? 'this plan' : printable(planId);
      return `  ${printable(at)}  ${event} ${which} by ${printable(by)}${describeRight(right)}`;
    }),
    ...(status.files.length > 0 ? ['', 'Files:'] : []),
    ...status.files.map(
      ({ path, phase, state }) => `  ${phase.padEnd(8)} ${fileStates[state].padEnd(28)} ${printable(path)}`,
    ),
    '',
    `Next: ${printable(namePlan(status.next, planFile))}`,
  ];
  return `${lines.join('\n')}\n`;
}

/** The same for programs (plan-schema/status.schema.json). */
export function statusToJson({ state, planId, next, files, journal }: ShownStatus, planFile: string): string {
  return toJson({
    formatVersion: outputVersions.status,
    state,
    planId,
    next: namePlan(next, planFile),
    files: files.map(({ path, phase, state: its }) => ({ path, phase, state: its })),
    journal: journal.map(({ planId: of, event, at, by, approvals, unapproved }) => ({
      planId: of,
      event,
      at,
      by,
      approvedBy: approvals.map(({ identity }) => identity),
      ...(unapproved === null ? {} : { unapproved }),
    })),
  });
}

function describeRight({
  approvals,
  unapproved,
}: Pick<ShownStatus['journal'][number], 'approvals' | 'unapproved'>): string {
  if (unapproved !== null) return `, without approvals: ${printable(unapproved)}`;
  return approvals.length === 0
    ? ''
    : `, approved by ${approvals.map(({ identity }) => printable(identity)).join(', ')}`;
}

const meanings: Readonly<Record<ShownStatus['state'], string>> = {
  'not-started': 'nothing of this plan has happened',
  prepared: 'the files of the phase prepare are in place, the database is as before',
  applied: 'database and files are as planned',
  'files-pending': 'begun, and a file is still to come',
  'rolled-back': 'everything is as it was before',
  'other-plan': 'another plan is applied to this database',
};

const fileStates: Readonly<Record<ShownStatus['files'][number]['state'], string>> = {
  before: 'as before the plan',
  after: 'as the plan makes it',
  other: 'neither: somebody changed it',
};
