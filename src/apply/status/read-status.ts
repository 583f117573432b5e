import type { Client } from 'pg';
import { stepsBeforeFinish, stepsBeforePrepare, stepsForPeople } from '../../plan/steps-for-people.ts';
import type { OperatorStep, Plan } from '../../plan/types.gen.ts';
import { PlanError, type Problem, throwProblems } from '../../support/errors.ts';
import { withReadOnlySnapshot } from '../../support/postgres/read-only-transaction.ts';
import { readFileStates, readSecretStates } from '../files/file-states.ts';
import { phaseOf } from '../files/file-steps.ts';
import { findForeignRows } from '../foreign-rows.ts';
import { findIdentityProblems } from '../identity-problems.ts';
import { readJournal } from '../journal.ts';
import { findLockHolders } from '../lock.ts';
import { countLosses } from '../losses/count-losses.ts';
import { type RunDatabases, withRunClient } from '../run-databases.ts';
import { type RunSource, withRunSource } from '../run-source.ts';
import { findDone } from './find-done.ts';
import { type Judgement, judgeState, type LastCommitted } from './judge-state.ts';
import { nextCommand } from './next-command.ts';
import { type AskedDatabases, findOpenSteps } from './open-steps.ts';
import { type RunOfPlan, readRuns } from './runs-of-plan.ts';
import type { OpenStep, RunningRun, Status } from './status.ts';

export interface StatusRequest {
  readonly plan: Plan;
  readonly planId: string;
  readonly planPath: string;
  /** Absent where the configuration files that say where they are cannot be read. */
  readonly databases?: RunDatabases;
  readonly signal: AbortSignal;
  /** Why something was not asked, known before. */
  readonly notAsked?: readonly string[];
}

/**
 * Reads how far a plan got from the journal of MAS's database, the files, the audit log and the receipts. Writes nothing. What does not
 * answer is said, and the rest is judged without it: by the log, where the journal cannot be read.
 * @throws PlanError STALE_TARGET where this is another database
 */
export async function readStatus(request: StatusRequest): Promise<Status> {
  const { plan, databases } = request;
  const notAsked = [...(request.notAsked ?? [])];
  const mas: Side<Client> = {
    open: databases && ((use) => withRunClient(databases.mas, use)),
    identify: async (client) => {
      throwProblems(await findIdentityProblems(client, 'mas', plan));
      return [];
    },
  };
  const synapse: Side<RunSource> = {
    open: databases && ((use) => withRunSource(databases, plan, use)),
    identify: (source) => source.findOther(),
  };
  return await withAnswering(mas, notAsked, (client) =>
    withAnswering(synapse, notAsked, (source) =>
      askAll(request, { ...(client && { mas: client }), ...(source && { synapse: source }) }, notAsked),
    ),
  );
}

async function askAll(
  { plan, planId, planPath, signal }: StatusRequest,
  asked: AskedDatabases,
  notAsked: string[],
): Promise<Status> {
  const { mas } = asked;
  const allRuns = await readRuns(planPath).catch(told<readonly RunOfPlan[]>(notAsked, []));
  const runs = allRuns.filter((run) => run.planId === planId);
  const journal = mas ? await readJournal(mas) : [];
  const holders = mas ? await findLockHolders(mas) : [];
  const last = mas ? journal.at(-1) : lastCommitted(allRuns);
  const files = await readFiles(plan);
  const isRunning = holders.length > 0;
  const judgement = await judgeState({ plan, planId, last, files, runs, isRunning });
  const isApplied = last?.event === 'applied' && last.planId === planId;
  // Only what is applied was approved, so this SQL may be asked.
  const foreign = isApplied && mas ? await withReadOnlySnapshot(mas, () => findForeignRows(mas, plan)) : undefined;
  const isPassed = foreign !== undefined && foreign.length > 0;
  const losses = isPassed ? await countThem(asked, plan) : [];
  const { state, pending, cutShort } = judgement;
  // Where MAS has written, verify finds that, and no fault of the plan: it comes too late, or came too late.
  const isTooLate = isPassed && state === 'applied' && ['verify', 'rollback'].includes(judgement.next);
  const next = isTooLate ? 'finish' : judgement.next;
  const other = last?.event === 'applied' && last.planId !== planId ? last : undefined;
  const lastRun = runs.at(-1);
  return {
    state,
    planId,
    done: findDone({ plan, last, isApplied, files, runs, state, pending }),
    pointOfNoReturn: mas === undefined ? 'unknown' : isPassed ? 'passed' : 'ahead',
    foreignRows: (foreign ?? []).map(({ message }) => message),
    losses,
    next: nextCommand(isRunning ? 'wait' : next === 'rollback' && isPassed ? 'discard' : next),
    before: isRunning ? [] : await findBefore(next, plan, asked, signal),
    pending,
    ...(other && { otherPlan: { planId: other.planId, at: other.at, by: other.by } }),
    ...(isRunning && { running: describeRunning(holders, allRuns) }),
    ...(cutShort && { cutShort }),
    ...(lastRun && { lastRun }),
    notAsked,
    journal,
    files,
  };
}

/** What happened, of all that going back would lose. */
async function countThem(asked: AskedDatabases, plan: Plan): Promise<Status['losses']> {
  return (await countLosses({ mas: asked.mas, synapse: asked.synapse?.asked }, plan)).filter(({ count }) => count > 0);
}

interface Side<Session> {
  readonly open: (<T>(use: (session: Session) => Promise<T>) => Promise<T>) | undefined;
  /** Whether it is the database that was planned for. */
  readonly identify: (session: Session) => Promise<readonly Problem[]>;
}

/** Hands over a session, or none and why. */
async function withAnswering<Session, T>(
  { open, identify }: Side<Session>,
  notAsked: string[],
  use: (session?: Session) => Promise<T>,
): Promise<T> {
  let isConnected = false;
  try {
    if (open) {
      return await open(async (session) => {
        isConnected = true;
        const problems = await identify(session);
        notAsked.push(...problems.map(({ message }) => message));
        return await use(problems.length > 0 ? undefined : session);
      });
    }
  } catch (error) {
    if (isConnected || !(error instanceof PlanError)) throw error;
    told(notAsked, undefined)(error);
  }
  return await use();
}

/** Notes an expected failure down and gives something else instead of the answer. */
function told<T>(notAsked: string[], instead: T): (error: unknown) => T {
  return (error) => {
    if (!(error instanceof PlanError)) throw error;
    notAsked.push(...error.problems.map(({ message }) => message));
    return instead;
  };
}

/** What the log says was committed last; what a killed run left to say, nobody knows without the journal. */
function lastCommitted(runs: readonly RunOfPlan[]): LastCommitted | undefined {
  const last = runs.findLast(({ ended }) => ended?.transactionId !== undefined);
  if (!last?.ended) return undefined;
  const { run, planId, by, command, ended } = last;
  return { run, planId, by, at: ended.at, event: command === 'rollback' ? 'rolled-back' : 'applied' };
}

/** A secret that is there is taken for the right one: the plan does not hold it, and apply looks at it. */
async function readFiles(plan: Plan): Promise<Status['files']> {
  const secretState = { missing: 'before', present: 'after', other: 'other' } as const;
  const states = [
    ...(await readSecretStates(plan)).map(({ step, state }) => ({ step, state: secretState[state] })),
    ...(await readFileStates(plan)),
  ];
  return states.map(({ step, state }) => ({ path: step.path, phase: phaseOf(step), state }));
}

/** The run of the log that is under way: the newest one that did not end. */
function describeRunning(holders: readonly string[], runs: readonly RunOfPlan[]): RunningRun {
  const run = runs.findLast(({ ended, command }) => !ended && command !== 'verify');
  const holder = holders.join(', ');
  return run ? { command: run.command, by: run.by, at: run.at, holder } : { holder };
}

async function findBefore(
  next: Judgement['next'],
  plan: Plan,
  asked: AskedDatabases,
  signal: AbortSignal,
): Promise<readonly OpenStep[]> {
  return await findOpenSteps(stepsBefore(next, plan), { plan, asked, signal });
}

function stepsBefore(next: Judgement['next'], plan: Plan): readonly OperatorStep[] {
  if (next === 'prepare') return stepsBeforePrepare(plan);
  if (next === 'cutover' || next === 'start') return stepsForPeople(plan, ['prepare', 'cutover']);
  return next === 'finish' ? stepsBeforeFinish(plan) : [];
}
