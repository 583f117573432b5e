import type { Phase } from '../../plan/types.gen.ts';
import type { FileState } from '../files/file-states.ts';
import type { RunPhase } from '../files/file-steps.ts';
import type { JournalEntry } from '../journal.ts';
import type { Loss } from '../losses/loss.ts';
import type { RunOfPlan } from './runs-of-plan.ts';

/** The states of a plan. plan-schema/status.schema.json says what each means. */
export type PlanState = 'not-started' | 'prepared' | 'applied' | 'verified' | 'rolled-back' | 'interrupted';

/** How far a plan got, and what comes next. */
export interface Status {
  readonly state: PlanState;
  readonly planId: string;
  readonly done: readonly DonePart[];
  /** Whether going back would lose something; unknown where the database of MAS did not answer. */
  readonly pointOfNoReturn: 'ahead' | 'passed' | 'unknown';
  /** What MAS holds that the plan did not write, where that point has passed. */
  readonly foreignRows: readonly string[];
  /** What people did since, of all that going back would lose; without what a database that was not asked knows. */
  readonly losses: readonly Loss[];
  /** The one command to run next. */
  readonly next: string;
  /** What must be so, or be done by people, before that. */
  readonly before: readonly OpenStep[];
  /** Files that are still to come, or to go back. */
  readonly pending: readonly string[];
  /** Another plan, which is applied to this database of MAS. */
  readonly otherPlan?: Pick<JournalEntry, 'planId' | 'at' | 'by'>;
  /** A run that holds the lock, which may be one of another plan. */
  readonly running?: RunningRun;
  /** The run that was cut short. */
  readonly cutShort?: Pick<RunOfPlan, 'command' | 'by' | 'at'>;
  readonly lastRun?: RunOfPlan;
  /** What could not be asked, so that the rest is said without it. */
  readonly notAsked: readonly string[];
  /** What happened to this database of MAS, oldest first. */
  readonly journal: readonly JournalEntry[];
  readonly files: readonly { readonly path: string; readonly phase: RunPhase; readonly state: FileState['state'] }[];
}

/** A phase that is done, or the verification. When and by whom where that is known. */
export interface DonePart {
  readonly what: Phase | 'verify';
  readonly at?: string;
  readonly by?: string;
}

/** A session that holds the lock, and what the audit log says of its run. */
export interface RunningRun extends Partial<Pick<RunOfPlan, 'command' | 'by' | 'at'>> {
  readonly holder: string;
}

/** A step for people that is not done, as far as that can be seen. */
export interface OpenStep {
  readonly id: string;
  readonly title: string;
  /** `unchecked`: nobody can see from here whether it was done. */
  readonly state: 'open' | 'unchecked';
  /** What shows that it is open. */
  readonly why?: string;
}
