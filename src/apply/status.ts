import type { Plan } from '../plan/types.gen.ts';
import { PlanError, throwProblems } from '../support/errors.ts';
import { type FileState, readFileStates, readSecretStates } from './files/file-states.ts';
import { phaseOf, type RunPhase } from './files/file-steps.ts';
import { isPrepareBegun } from './files/prepare-begun.ts';
import { prepareRestore } from './files/restore-files.ts';
import { findIdentityProblems } from './identity-problems.ts';
import { type JournalEntry, readJournal } from './journal.ts';
import { type RunDatabases, withRunClient } from './run-databases.ts';

/** How far a plan got. */
export interface Status {
  readonly state: 'not-started' | 'prepared' | 'applied' | 'files-pending' | 'rolled-back' | 'other-plan';
  readonly planId: string;
  /** What happened to this database of MAS, oldest first. */
  readonly journal: readonly JournalEntry[];
  readonly files: readonly { readonly path: string; readonly phase: RunPhase; readonly state: FileState['state'] }[];
  /** What to do next, in one line that begins with a command. */
  readonly next: string;
}

/**
 * Reads how far a plan got from the journal of MAS's database and from the files. Writes nothing.
 * @throws PlanError STALE_TARGET where this is another database
 */
export async function readStatus(request: {
  readonly plan: Plan;
  readonly planId: string;
  readonly databases: RunDatabases;
}): Promise<Status> {
  const { plan, planId, databases } = request;
  const journal = await withRunClient(databases.mas, async (client) => {
    throwProblems(await findIdentityProblems(client, 'mas', plan));
    return await readJournal(client);
  });
  const files = await readFiles(plan);
  const last = journal.at(-1);
  if (last?.event === 'applied') return { planId, journal, files, ...judgeApplied(last, planId, files) };
  return { planId, journal, files, ...(await judgeNotApplied(last, plan, planId, files)) };
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

type Judgement = Pick<Status, 'state' | 'next'>;

function judgeApplied(last: JournalEntry, planId: string, files: Status['files']): Judgement {
  if (last.planId !== planId) {
    return { state: 'other-plan', next: `syn2mas-plan status, with the plan whose id is ${last.planId}` };
  }
  for (const phase of ['prepare', 'cutover'] as const) {
    const pending = pathsOf(filesOf(phase, files), 'before');
    const command = applyCommand(phase === 'prepare' ? phase : undefined);
    if (pending !== '') return { state: 'files-pending', next: `${command}, which finishes ${pending}` };
  }
  const strange = pathsOf(files, 'other');
  if (strange !== '') return { state: 'files-pending', next: compareByHand(strange) };
  return { state: 'applied', next: 'syn2mas-plan verify PLAN' };
}

async function judgeNotApplied(
  last: JournalEntry | undefined,
  plan: Plan,
  planId: string,
  files: Status['files'],
): Promise<Judgement> {
  const isOurs = last?.planId === planId;
  const prepare = filesOf('prepare', files);
  const isPrepared = prepare.length > 0 && prepare.every(({ state }) => state === 'after');
  if (isOurs) {
    const pending = await filesToRestore(plan);
    // Files of `prepare` alone, but all of them, were put in place again since.
    const isAgain = isPrepared && pending.every((path) => prepare.some((file) => file.path === path));
    if (pending.length > 0 && !isAgain) {
      return { state: 'files-pending', next: `syn2mas-plan rollback PLAN, which restores ${pending.join(', ')}` };
    }
  }
  const strange = pathsOf(files, 'other');
  if (isPrepared) return { state: 'prepared', next: strange === '' ? cutover(plan) : compareByHand(strange) };
  const isBegun = await isPrepareBegun(plan);
  const state = isBegun ? 'files-pending' : isOurs ? 'rolled-back' : 'not-started';
  if (strange !== '') return { state, next: compareByHand(strange) };
  const command = applyCommand(prepare.length > 0 ? 'prepare' : undefined);
  return { state, next: isBegun ? `${command}, which finishes ${pathsOf(prepare, 'before')}` : command };
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

function pathsOf(files: Status['files'], state: FileState['state']): string {
  return files
    .filter((file) => file.state === state)
    .map(({ path }) => path)
    .join(', ');
}

/** With what people do before it: the steps of the phase `prepare` whose outcome the plan checks. */
function cutover(plan: Plan): string {
  const steps = plan.steps.flatMap((step) =>
    step.kind === 'operator' && step.phase === 'prepare' && step.guard !== undefined ? [`${step.id} is done`] : [],
  );
  return `${applyCommand('cutover')}, once ${[...steps, 'Synapse and MAS are stopped'].join(', ')}`;
}

function applyCommand(phase?: RunPhase): string {
  return `syn2mas-plan apply PLAN --allowed-signers FILE${phase === undefined ? '' : ` --phase ${phase}`}`;
}

function compareByHand(paths: string): string {
  return `syn2mas-plan show PLAN, and hold against it by hand: ${paths}, which is neither as before nor as after this plan`;
}
