import { outputVersions } from '../plan/output-versions.ts';
import { printable } from '../support/printable.ts';
import { formatCount } from './format-count.ts';
import { namePlan } from './name-plan.ts';
import { toJson } from './to-json.ts';

/** What is shown of how far a plan got. */
export interface ShownStatus {
  readonly state: 'not-started' | 'prepared' | 'applied' | 'verified' | 'rolled-back' | 'interrupted';
  readonly planId: string;
  readonly done: readonly { readonly what: string; readonly at?: string; readonly by?: string }[];
  readonly pointOfNoReturn: 'ahead' | 'passed' | 'unknown';
  readonly foreignRows: readonly string[];
  readonly losses: readonly { readonly loss: string; readonly title: string; readonly count: number }[];
  readonly next: string;
  readonly before: readonly {
    readonly id: string;
    readonly title: string;
    readonly state: 'open' | 'unchecked';
    readonly why?: string;
  }[];
  readonly pending: readonly string[];
  readonly otherPlan?: { readonly planId: string; readonly at: string; readonly by: string };
  readonly running?: { readonly holder: string } & Partial<ShownRun>;
  readonly cutShort?: ShownRun;
  readonly lastRun?: ShownRun & { readonly ended?: { readonly outcome?: string; readonly code?: string } };
  readonly notAsked: readonly string[];
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
}

interface ShownRun {
  readonly command: string;
  readonly by: string;
  readonly at: string;
}

/** The state for a terminal: one screen, and one next command. */
export function renderStatus(status: ShownStatus, planFile: string): string {
  const { state, planId, otherPlan, running, cutShort } = status;
  const lines = [
    `State: ${state} (${meanings[state]})`,
    `Plan:  ${planId}`,
    ...(otherPlan
      ? [
          `Another plan is applied to this database: ${printable(`${otherPlan.planId}, ${otherPlan.at} by ${otherPlan.by}`)}`,
        ]
      : []),
    ...(running ? [`Under way: ${printable(describeRunning(running))}`] : []),
    ...(cutShort ? [`Cut short: ${printable(`${describeRun(cutShort)}; nothing says how it ended`)}`] : []),
    ...(state === 'interrupted' ? [`Database of MAS: ${describeDatabase(status)}`] : []),
    ...section(
      'Not asked, so this is said without it:',
      status.notAsked.map((why) => printable(why)),
    ),
    ...section('Done:', status.done.map(describeDone)),
    ...section('Files:', status.files.map(describeFile)),
    ...section(
      'Journal in the database of MAS:',
      status.journal.map((entry) => describeEntry(entry, planId)),
    ),
    '',
    ...(status.lastRun ? [`Last run: ${printable(describeLastRun(status.lastRun))}`] : []),
    `Point of no return: ${pointsOfNoReturn[status.pointOfNoReturn]}`,
    ...(status.losses.length > 0
      ? status.losses.map(({ title, count }) => `  ${printable(title)}: ${formatCount(count)}`)
      : status.foreignRows.map((row) => `  ${printable(row)}`)),
    ...section(
      'Before the next command ([ ] is seen not to be done, [?] nobody can see from here):',
      status.before.map(describeStep),
    ),
    ...section(
      'Left half done:',
      status.pending.map((path) => printable(path)),
    ),
    '',
    `Next: ${printable(namePlan(status.next, planFile))}`,
  ];
  return `${lines.join('\n')}\n`;
}

/** The same for programs (plan-schema/status.schema.json). */
export function statusToJson(status: ShownStatus, planFile: string): string {
  const { state, planId, done, pointOfNoReturn, foreignRows, before, pending, notAsked } = status;
  const { otherPlan, running, cutShort, lastRun } = status;
  return toJson({
    formatVersion: outputVersions.status,
    state,
    planId,
    next: namePlan(status.next, planFile),
    before: before.map(({ id, title, state: its, why }) => ({
      id,
      title,
      state: its,
      ...(why !== undefined && { why }),
    })),
    pending,
    done: done.map(({ what, at, by }) => ({ what, ...(at !== undefined && { at, by }) })),
    pointOfNoReturn,
    foreignRows,
    losses: status.losses.map(({ loss, count }) => ({ loss, count })),
    ...(otherPlan && { otherPlan }),
    ...(running && { running }),
    ...(cutShort && { cutShort: runToJson(cutShort) }),
    ...(lastRun && {
      lastRun: {
        ...runToJson(lastRun),
        outcome: lastRun.ended?.outcome ?? 'unended',
        ...(lastRun.ended?.code !== undefined && { code: lastRun.ended.code }),
      },
    }),
    notAsked,
    files: status.files.map(({ path, phase, state: its }) => ({ path, phase, state: its })),
    journal: status.journal.map(({ planId: of, event, at, by, approvals, unapproved }) => ({
      planId: of,
      event,
      at,
      by,
      approvedBy: approvals.map(({ identity }) => identity),
      ...(unapproved === null ? {} : { unapproved }),
    })),
  });
}

function runToJson({ command, by, at }: ShownRun): ShownRun {
  return { command, by, at };
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)];
}

/** What somebody who was cut short wants to know first. */
function describeDatabase({ journal, planId, pointOfNoReturn }: ShownStatus): string {
  if (pointOfNoReturn === 'unknown') return 'it did not answer';
  const last = journal.at(-1);
  return last?.event === 'applied' && last.planId === planId ? 'this plan is committed there' : 'as before this plan';
}

function describeRun({ command, by, at }: ShownRun): string {
  return `${command} of ${by}, ${at}`;
}

function describeRunning({ command, by, at, holder }: NonNullable<ShownStatus['running']>): string {
  const run =
    command !== undefined && by !== undefined && at !== undefined ? `${describeRun({ command, by, at })}: ` : '';
  return `${run}${holder}`;
}

function describeLastRun({ ended, ...run }: NonNullable<ShownStatus['lastRun']>): string {
  const code = ended?.code === undefined ? '' : ` (${ended.code})`;
  return `${describeRun(run)}: ${ended?.outcome ?? 'nothing says how it ended'}${code}`;
}

function describeDone({ what, at, by }: ShownStatus['done'][number]): string {
  return printable(at === undefined ? what : `${what.padEnd(8)} ${at} by ${by ?? 'nobody knows whom'}`);
}

function describeFile({ path, phase, state }: ShownStatus['files'][number]): string {
  return `${phase.padEnd(8)} ${fileStates[state].padEnd(28)} ${printable(path)}`;
}

function describeEntry({ at, event, planId, by, ...right }: ShownStatus['journal'][number], ours: string): string {
  const which = planId === ours ? 'this plan' : printable(planId);
  return `${printable(at)}  ${event} ${which} by ${printable(by)}${describeRight(right)}`;
}

function describeStep({ id, title, state, why }: ShownStatus['before'][number]): string {
  return printable(state === 'unchecked' ? `[?] ${id}: ${title}` : `[ ] ${id}: ${title}. ${why ?? ''}`);
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
  applied: 'database and files are as planned, and not verified',
  verified: 'database and files are as planned, and MAS was compared with the plan',
  'rolled-back': 'everything is as it was before',
  interrupted: 'begun and cut short; the next command finishes it, or goes back',
};

const pointsOfNoReturn: Readonly<Record<ShownStatus['pointOfNoReturn'], string>> = {
  ahead: 'ahead; it is the first write of a running MAS',
  passed: 'passed; MAS holds what the plan did not write, so going back would lose it',
  unknown: 'nobody knows without the database of MAS; do not go back before it was asked',
};

const fileStates: Readonly<Record<ShownStatus['files'][number]['state'], string>> = {
  before: 'as before the plan',
  after: 'as the plan makes it',
  other: 'neither: somebody changed it',
};
