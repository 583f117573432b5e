import type { Plan } from '../../plan/types.gen.ts';
import { fileSteps } from '../files/file-steps.ts';
import type { JournalEntry } from '../journal.ts';
import { findFinish, findVerification } from './judge-state.ts';
import type { RunOfPlan } from './runs-of-plan.ts';
import type { DonePart, PlanState, Status } from './status.ts';

interface DoneFacts {
  readonly plan: Plan;
  readonly isApplied: boolean;
  /** What was committed last, which counts where the plan is applied. */
  readonly last: Pick<JournalEntry, 'run' | 'at' | 'by'> | undefined;
  readonly files: Status['files'];
  readonly runs: readonly RunOfPlan[];
  readonly state: PlanState;
  readonly pending: readonly string[];
}

/** What is done, in order: a phase by what the world shows, when and by whom by what the receipts and the journal say. */
export function findDone({ plan, isApplied, last, files, runs, state, pending }: DoneFacts): readonly DonePart[] {
  const ofPrepare = files.filter(({ phase }) => phase === 'prepare');
  const isPrepared = ofPrepare.length > 0 && ofPrepare.every((file) => file.state === 'after');
  const verification = isApplied && state === 'verified' ? findVerification(runs, last?.run) : undefined;
  const finish = isApplied ? findFinish(runs, last?.run) : undefined;
  return [
    ...(isPrepared ? [{ what: 'prepare' as const, ...endOf(preparingRun(plan, runs)) }] : []),
    ...(isApplied && pending.length === 0
      ? [{ what: 'cutover' as const, ...(last && { at: last.at, by: last.by }) }]
      : []),
    ...(verification ? [{ what: 'verify' as const, ...endOf(verification) }] : []),
    ...(finish ? [{ what: 'finish' as const, ...endOf(finish) }] : []),
  ];
}

/** The newest run that put a file of the phase `prepare` in its place. */
function preparingRun(plan: Plan, runs: readonly RunOfPlan[]): RunOfPlan | undefined {
  const paths = fileSteps(plan, 'prepare').map(({ path }) => path);
  return runs.findLast(
    ({ command, ended }) => command === 'apply' && ended?.files.some((path) => paths.includes(path)),
  );
}

function endOf(run: RunOfPlan | undefined): Pick<DonePart, 'at' | 'by'> {
  return run?.ended ? { at: run.ended.at, by: run.by } : {};
}
