import { access, constants, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { FileStep, Plan, SecretStep, Undo } from '../../plan/types.gen.ts';
import { PlanError, type Problem, throwProblems } from '../../support/errors.ts';
import { createdPath } from './file-names.ts';
import { staleFile, staleSecret, unwritable } from './file-problems.ts';
import { stateOf } from './file-states.ts';
import { fileSteps, type RunPhase } from './file-steps.ts';
import { type OnDisk, readOnDisk } from './read-on-disk.ts';
import { removeLeftovers } from './remove-leftovers.ts';
import { syncDirectoryOf } from './write-new-file.ts';

/** What the way back of one file does, in order; each can be killed and done again. */
type Action =
  | { readonly kind: 'rename'; readonly from: string; readonly to: string }
  | { readonly kind: 'remove'; readonly path: string };

interface FileRestore {
  readonly path: string;
  /** The file itself changes, not only what apply left beside it. */
  readonly changes: boolean;
  readonly actions: readonly Action[];
}

/** The way back, checked and not begun. */
export interface PreparedRestore {
  /** The files that run() changes. */
  readonly paths: readonly string[];
  /** Restores them and removes what apply left beside them; gives `paths`. */
  run(): Promise<readonly string[]>;
}

/**
 * Checks that every file of the way back can go back: it is as apply left it and its backup has the bytes from before,
 * or it went back already. A secret file is only touched if apply made it. With a phase, only the files of that.
 * @throws PlanError STALE_FILE or FILE_UNWRITABLE, all of them; nothing is changed then
 */
export async function prepareRestore(plan: Plan, phase?: RunPhase): Promise<PreparedRestore> {
  const steps = fileSteps(plan, phase);
  const problems: Problem[] = [];
  const restores: FileRestore[] = [];
  for (const entry of plan.undo) {
    if (entry.kind !== 'restore-file') continue;
    const step = steps.find(({ path }) => path === entry.path);
    if (!step) continue;
    const { restore, problem } = await decide(entry, step, plan.seed);
    if (restore) restores.push(restore);
    if (problem) problems.push(problem);
  }
  for (const { path, actions } of restores) {
    if (actions.length > 0) problems.push(...(await checkDirectory(path)));
  }
  throwProblems(problems);
  const paths = restores.filter(({ changes }) => changes).map(({ path }) => path);
  return {
    paths,
    run: async () => {
      for (const { path, actions } of restores) await runActions(path, actions);
      throwProblems(await removeLeftovers(plan));
      return paths;
    },
  };
}

/**
 * Restores the files of the way back and gives the paths that changed. The backups are gone afterwards: everything is
 * byte for byte as it was before apply, and the plan can be applied again.
 * @throws PlanError as prepareRestore
 */
export async function restoreFiles(plan: Plan): Promise<readonly string[]> {
  return (await prepareRestore(plan)).run();
}

type RestoreEntry = Extract<Undo, { kind: 'restore-file' }>;
type Decision = { readonly restore?: FileRestore; readonly problem?: Problem };

async function decide(entry: RestoreEntry, step: FileStep | SecretStep, seed: string): Promise<Decision> {
  const onDisk = await readOnDisk(entry.path);
  if (step.kind === 'secret') return decideSecret(step, onDisk, createdPath(step.path, seed));
  if (step.before === undefined || step.backup === undefined) return decideNew(step, onDisk);
  return decideChanged({ ...step, before: step.before, backup: step.backup }, onDisk);
}

type ChangedFile = FileStep & { readonly before: string; readonly backup: string };

async function decideChanged(step: ChangedFile, onDisk: OnDisk): Promise<Decision> {
  const { path, before, after, backup } = step;
  const state = stateOf(step, onDisk);
  if (state === 'other' || onDisk.is !== 'file') return { problem: staleFile(path, `${before} or ${after}`, onDisk) };
  const kept = await readOnDisk(backup);
  const isKept = kept.is === 'file' && kept.realPath === backup && kept.digest === before;
  if (state === 'before') {
    if (kept.is === 'missing') return unchanged(path);
    if (isKept) return unchanged(path, backup);
    return { problem: staleFile(backup, `missing or ${before}`, kept) };
  }
  if (!isKept) return { problem: staleFile(backup, before, kept) };
  // The backup is the file from before with its owner, mode and times; moving it is one instant.
  return { restore: { path, changes: true, actions: [{ kind: 'rename', from: backup, to: onDisk.realPath }] } };
}

function decideNew(step: FileStep, onDisk: OnDisk): Decision {
  if (onDisk.is === 'missing') return unchanged(step.path);
  if (onDisk.is !== 'file' || onDisk.digest !== step.after) {
    return { problem: staleFile(step.path, `missing or ${step.after}`, onDisk) };
  }
  return { restore: { path: step.path, changes: true, actions: [{ kind: 'remove', path: onDisk.realPath }] } };
}

async function decideSecret({ path }: SecretStep, onDisk: OnDisk, mark: string): Promise<Decision> {
  const marked = await readOnDisk(mark);
  if (marked.is === 'missing') return unchanged(path);
  if (onDisk.is === 'missing') return unchanged(path, mark);
  if (marked.is !== 'file' || onDisk.is !== 'file' || onDisk.digest !== marked.bytes.toString()) {
    return { problem: staleSecret(path, 'missing or what apply wrote') };
  }
  const actions = [onDisk.realPath, mark].map((from): Action => ({ kind: 'remove', path: from }));
  return { restore: { path, changes: true, actions } };
}

/** A file that is as it was before; `left` is what still stands beside it. */
function unchanged(path: string, left?: string): Decision {
  return { restore: { path, changes: false, actions: left === undefined ? [] : [{ kind: 'remove', path: left }] } };
}

async function checkDirectory(path: string): Promise<readonly Problem[]> {
  try {
    await access(dirname(path), constants.W_OK | constants.X_OK);
    return [];
  } catch (error) {
    return [unwritable(path, error)];
  }
}

async function runActions(path: string, actions: readonly Action[]): Promise<void> {
  try {
    for (const action of actions) {
      if (action.kind === 'rename') await rename(action.from, action.to);
      else await rm(action.path, { force: true });
      await syncDirectoryOf(path);
    }
  } catch (error) {
    throw new PlanError([unwritable(path, error)], { cause: error });
  }
}
