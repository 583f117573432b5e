import { printable } from '../support/printable.ts';
import { formatCount } from './format-count.ts';
import { namePlan } from './name-plan.ts';
import { wrap } from './wrap.ts';

/** What is shown of a receipt. */
export interface ShownReceipt {
  readonly outcome:
    | 'prepared'
    | 'applied'
    | 'already-applied'
    | 'rehearsed'
    | 'verified'
    | 'rolled-back'
    | 'failed'
    | 'interrupted';
  readonly planId: string;
  /** Of the failure. */
  readonly code?: string;
  /** Where something was committed. */
  readonly transactionId?: string;
  readonly startedAt: string;
  readonly endedAt: string;
  /** As they were found. */
  readonly databases?: Readonly<Partial<Record<'synapse' | 'mas', { readonly name: string; readonly copy?: true }>>>;
  readonly steps: readonly { readonly id: string; readonly rows?: number; readonly durationMs: number }[];
  /** Rows of the tables of Synapse, as found and as planned. */
  readonly accounting?: readonly { readonly entity: string; readonly rows: number; readonly planned: number }[];
  readonly files: readonly { readonly path: string }[];
  /** What the way back loses, or would lose. */
  readonly losses?: readonly { readonly loss: string; readonly count: number }[] | undefined;
  /** A phase that could not begin, and why. */
  readonly stoppedBefore?: { readonly phase: string; readonly missing: readonly string[] } | undefined;
  /** What the services that run answered. */
  readonly probes?: readonly { readonly id: string; readonly outcome: string; readonly detail: string }[] | undefined;
  /** Steps that nothing can check, and who answers for them. */
  readonly answeredFor?: { readonly by: readonly string[]; readonly steps: readonly string[] } | undefined;
  /** By what right it ran. */
  readonly approvals?: readonly ShownApproval[];
  readonly unapproved?: string;
  readonly selfApproval?: true;
  readonly policy?: string;
}

interface ShownApproval {
  readonly identity: string;
  readonly role?: string;
  readonly time: string;
  readonly key: string;
  readonly comment?: string;
}

/** A line of the audit log. */
interface ShownLine {
  readonly sequence: number;
  readonly hash: string;
}

/**
 * A receipt for a terminal: the outcome, each step with rows and time, the files, where the receipt is, what comes next.
 * @param ended the line of the audit log about it: whoever keeps this text can tell later whether the log was cut
 */
export function renderReceipt(
  receipt: ShownReceipt,
  receiptPath: string | undefined,
  planFile: string,
  ended?: ShownLine,
): string {
  const { steps, files } = receipt;
  const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;
  const width = Math.max(0, ...steps.map(({ id }) => id.length));
  const lines = [
    headlineOf(receipt),
    '',
    ...steps.map(
      ({ id, rows, durationMs }) =>
        `  ${id.padEnd(width)}  ${(rows === undefined ? '' : `${formatCount(rows)} rows`).padStart(14)}  ${seconds(durationMs).padStart(9)}`,
    ),
    ...(steps.length > 0 ? [''] : []),
    ...driftLines(receipt.accounting ?? []),
    ...lossLines(receipt),
    ...copyLines(receipt.databases ?? {}),
    `Plan:        ${receipt.planId}`,
    ...(receipt.transactionId === undefined ? [] : [`Transaction: ${receipt.transactionId}`]),
    `Time:        ${receipt.startedAt} to ${receipt.endedAt}`,
    ...describeRight(receipt),
    ...describeAnswers(receipt),
    ...files.map(({ path }) => `File:        ${printable(path)}`),
    ...(receiptPath === undefined ? [] : [`Receipt:     ${printable(receiptPath)}`]),
    ...(ended ? [`Audit log:   line ${ended.sequence}, ${ended.hash}`] : []),
    `Next:        ${namePlan(nextOf(receipt), planFile)}`,
  ];
  return `${lines.join('\n')}\n`;
}

/** Who approved it, or why nobody did. */
function describeRight({ approvals = [], unapproved, selfApproval, policy }: ShownReceipt): readonly string[] {
  return [
    ...approvals.map(({ identity, role, time, key, comment }) => {
      const as = role === undefined ? '' : ` as ${role}`;
      const words = comment === undefined ? '' : `: ${comment}`;
      return `Approved:    ${printable(`by ${identity}${as}, ${time}, key ${key}${words}`)}`;
    }),
    ...(selfApproval ? ['             One of them made the plan.'] : []),
    ...(unapproved === undefined ? [] : [`Unapproved:  ${printable(unapproved)}`]),
    ...(policy === undefined ? [] : [`Policy:      ${printable(policy)}`]),
  ];
}

/** What the services said, what is missing for the next phase, and who answers for what nothing can check. */
function describeAnswers({ probes = [], stoppedBefore, answeredFor }: ShownReceipt): readonly string[] {
  return [
    ...probes.map(({ id, outcome, detail }) => `Probe:       ${printable(`${id}, ${outcome}: ${detail}`)}`),
    ...(stoppedBefore?.missing ?? []).map(
      (why) => `Stopped:     ${printable(`before the phase ${stoppedBefore?.phase ?? ''}: ${why}`)}`,
    ),
    ...(answeredFor
      ? [
          ...wrap(printable(answeredFor.steps.join(', ')), 85).map(
            (line, index) => `${index === 0 ? 'Not checked: ' : '             '}${line}`,
          ),
          `             ${printable(answeredFor.by.join(', '))} ${answeredFor.by.length === 1 ? 'answers' : 'answer'} for it.`,
        ]
      : []),
  ];
}

/** Rows of Synapse came and went since the plan was made, within what it allows. */
function driftLines(accounting: NonNullable<ShownReceipt['accounting']>): readonly string[] {
  const moved = accounting.filter(({ rows, planned }) => rows !== planned);
  const lines = moved.map(
    ({ entity, rows, planned }) => `  ${printable(entity)}: ${formatCount(rows)}, planned ${formatCount(planned)}`,
  );
  return lines.length === 0 ? [] : ['Rows of Synapse that are not as many as planned:', ...lines, ''];
}

/** By the names that the plan explains. */
function lossLines({ losses = [], outcome }: ShownReceipt): readonly string[] {
  const lines = losses
    .filter(({ count }) => count > 0)
    .map(({ loss, count }) => `  ${printable(loss)}: ${formatCount(count)}`);
  if (lines.length === 0) return [];
  return [outcome === 'rolled-back' ? 'Discarded, of what people did since:' : 'Going back would lose:', ...lines, ''];
}

/** A rehearsal on a copy says how long it takes there. */
function copyLines({ synapse, mas }: NonNullable<ShownReceipt['databases']>): readonly string[] {
  const copies = [
    ...(synapse?.copy ? [`Synapse (${printable(synapse.name)})`] : []),
    ...(mas?.copy ? [`MAS (${printable(mas.name)})`] : []),
  ];
  return copies.length === 0 ? [] : [`On a copy:   of the database of ${copies.join(' and of ')}`];
}

/** A failure after the commit, or during it, is not one that left everything as it was. */
function headlineOf({ outcome, code, transactionId, files }: ShownReceipt): string {
  if (outcome === 'prepared' && code !== undefined) {
    return `Prepared, then stopped (${printable(code)}): files of the phase prepare are in place, nothing else has changed.`;
  }
  if (outcome === 'prepared' && files.length === 0)
    return 'Nothing to prepare: no file of the phase prepare was to come.';
  if (outcome === 'rolled-back' && transactionId === undefined) {
    return 'Rolled back: every file is as it was before apply. The database of MAS was left alone.';
  }
  if (outcome !== 'failed') return headlines[outcome];
  const why = code === undefined ? '' : ` (${printable(code)})`;
  if (transactionId !== undefined) return `Failed${why} after the database of MAS was committed.`;
  if (code === 'COMMIT_UNKNOWN') return `Failed${why} during the commit: nobody knows here whether it happened.`;
  return `Failed${why}. Nothing was committed.`;
}

const headlines: Readonly<Record<Exclude<ShownReceipt['outcome'], 'failed'>, string>> = {
  prepared: 'Prepared: every file of the phase prepare is in place. No database was changed.',
  applied: 'Applied: the database of MAS is committed and every file is in place.',
  'already-applied': 'This plan is applied already; the database was left alone.',
  rehearsed: 'Rehearsed: everything was done up to the commit, then rolled back. Nothing has changed.',
  verified: 'Verified: MAS holds, byte for byte, what the plan makes of Synapse.',
  'rolled-back': 'Rolled back: the database of MAS and every file are as they were before apply.',
  interrupted: 'Interrupted. What was in flight was rolled back.',
};

function nextOf({ outcome, code, probes = [] }: ShownReceipt): string {
  if (probes.length > 0 && outcome === 'already-applied') return 'syn2mas-plan audit verify PLAN';
  if (outcome !== 'prepared') return next[outcome];
  return code === undefined
    ? 'syn2mas-plan apply PLAN --allowed-signers FILE --phase cutover'
    : 'syn2mas-plan status PLAN';
}

const next: Readonly<Record<Exclude<ShownReceipt['outcome'], 'prepared'>, string>> = {
  applied: 'syn2mas-plan verify PLAN',
  'already-applied': 'syn2mas-plan verify PLAN',
  rehearsed: 'syn2mas-plan apply PLAN --allowed-signers FILE, once it is approved',
  verified: 'syn2mas-plan status PLAN',
  'rolled-back': 'start Synapse as before, if it was stopped',
  failed: 'syn2mas-plan status PLAN',
  interrupted: 'syn2mas-plan status PLAN',
};
