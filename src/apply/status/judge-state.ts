import type { Plan } from '../../plan/types.gen.ts';
import { PlanError } from '../../support/errors.ts';
import type { RunPhase } from '../files/file-steps.ts';
import { isPrepareBegun } from '../files/prepare-begun.ts';
import { prepareRestore } from '../files/restore-files.ts';
import type { JournalEntry } from '../journal.ts';
import { findCutShort } from './cut-short.ts';
import type { RunOfPlan } from './runs-of-plan.ts';
import type { Status } from './status.ts';

/** The newest entry of the journal, or what the log says of it. */
export type LastCommitted = Pick<JournalEntry, 'run' | 'planId' | 'event' | 'at' | 'by'>;

/** What a state is judged by. */
export interface StateFacts {
  readonly plan: Plan;
  readonly planId: string;
  /** What was committed last. */
  readonly last: LastCommitted | undefined;
  readonly files: Status['files'];
  /** Of this plan, oldest first. */
  readonly runs: readonly RunOfPlan[];
  /** Somebody holds the lock: what is half done is not cut short. */
  readonly isRunning: boolean;
}

/** The state, and what it asks for. */
export interface Judgement extends Pick<Status, 'state' | 'pending' | 'cutShort'> {
  /** What to run next; `start`: all of it, with nothing to prepare; `look`: somebody has to hold a file against the plan by hand. */
  readonly next:
    | 'start'
    | 'prepare'
    | 'cutover'
    | 'apply'
    | 'verify'
    | 'finish'
    | 'rollback'
    | 'look'
    | 'other'
    | 'nothing';
}

/** The state of a plan: the journal says what is in the database, the files say where they stand, the log who was cut short. */
export async function judgeState(facts: StateFacts): Promise<Judgement> {
  const { last, planId } = facts;
  if (last?.event === 'applied' && last.planId === planId) return judgeApplied(facts);
  const judged = await judgeNotApplied(facts);
  return last?.event === 'applied' ? { ...judged, next: 'other' } : judged;
}

function judgeApplied({ files, runs, isRunning, last }: StateFacts): Judgement {
  for (const phase of ['prepare', 'cutover'] as const) {
    const pending = pathsOf(filesOf(phase, files), 'before');
    if (pending.length === 0) continue;
    const state = isRunning ? 'applied' : 'interrupted';
    return { state, pending, next: phase === 'prepare' ? 'prepare' : 'apply' };
  }
  // What a run put in its place was edited later, as files of a service are; what none did may be half done.
  const written = writtenFiles(runs, last?.run);
  const strange = pathsOf(files, 'other').filter((path) => !written.has(path));
  if (strange.length > 0) return { state: isRunning ? 'applied' : 'interrupted', pending: strange, next: 'look' };
  const cutShort = isRunning ? undefined : findCutShort(runs);
  if (cutShort?.command === 'rollback') return { state: 'interrupted', pending: [], next: 'rollback', cutShort };
  const verification = findVerification(runs, last?.run)?.ended?.outcome;
  if (verification === 'verified') {
    return { state: 'verified', pending: [], next: findFinish(runs, last?.run) ? 'nothing' : 'finish' };
  }
  return { state: 'applied', pending: [], next: verification === 'failed' ? 'rollback' : 'verify' };
}

/** The files that the runs of one apply put in their places; those of the phase prepare may have come with a run before it. */
function writtenFiles(runs: readonly RunOfPlan[], appliedBy: string | undefined): ReadonlySet<string> {
  const isOfIt = ({ run, ended }: RunOfPlan): boolean =>
    run === appliedBy || ended?.continues === appliedBy || ended?.outcome === 'prepared';
  return new Set(runs.filter(isOfIt).flatMap(({ ended }) => ended?.files ?? []));
}

/** The newest verification, passed or not, of what this run applied; one that could not look says nothing. */
export function findVerification(runs: readonly RunOfPlan[], appliedBy: string | undefined): RunOfPlan | undefined {
  return runs.findLast(
    ({ command, ended }) =>
      command === 'verify' &&
      ended?.continues === appliedBy &&
      (ended?.outcome === 'verified' || ended?.code === 'VERIFY_FAILED'),
  );
}

/** The newest run that asked the services after what this run applied, and found all well. */
export function findFinish(runs: readonly RunOfPlan[], appliedBy: string | undefined): RunOfPlan | undefined {
  return runs.findLast(
    ({ run, command, ended }) =>
      command === 'apply' && ended?.isFinished && (run === appliedBy || ended.continues === appliedBy),
  );
}

async function judgeNotApplied({ plan, planId, last, files, runs, isRunning }: StateFacts): Promise<Judgement> {
  const isOurs = last?.planId === planId;
  const prepare = filesOf('prepare', files);
  const isPrepared = prepare.length > 0 && prepare.every(({ state }) => state === 'after');
  const untouched = isOurs ? 'rolled-back' : 'not-started';
  const cutShort = isRunning ? undefined : findCutShort(runs);
  if (isOurs) {
    const pending = await filesToRestore(plan);
    // Files of `prepare` alone, but all of them, were put in place again since.
    const isAgain = isPrepared && pending.every((path) => prepare.some((file) => file.path === path));
    if (pending.length > 0 && !isAgain) {
      return { state: isRunning ? untouched : 'interrupted', pending, next: 'rollback', ...(cutShort && { cutShort }) };
    }
  }
  const isBegun = !isPrepared && (await isPrepareBegun(plan));
  const isWayBack = cutShort?.command === 'rollback';
  // A way back that came to its end, but not to its receipt, is no way back that was cut short.
  const isCut = isBegun || (cutShort !== undefined && (!isWayBack || isPrepared));
  const strange = pathsOf(files, 'other');
  const onwards = isPrepared ? 'cutover' : prepare.length > 0 ? 'prepare' : 'start';
  return {
    state: isCut && !isRunning ? 'interrupted' : isPrepared ? 'prepared' : untouched,
    pending: strange.length > 0 ? strange : isBegun ? pathsOf(prepare, 'before') : [],
    next: strange.length > 0 ? 'look' : isWayBack && isCut ? 'rollback' : onwards,
    ...(isCut && cutShort && { cutShort }),
  };
}

async function filesToRestore(plan: Plan): Promise<readonly string[]> {
  try {
    return (await prepareRestore(plan)).paths;
  } catch (error) {
    if (!(error instanceof PlanError)) throw error;
    return error.problems.map(({ place, message }) => place?.file ?? message);
  }
}

function filesOf(phase: RunPhase, files: Status['files']): Status['files'] {
  return files.filter((file) => file.phase === phase);
}

function pathsOf(files: Status['files'], state: Status['files'][number]['state']): readonly string[] {
  return files.filter((file) => file.state === state).map(({ path }) => path);
}
