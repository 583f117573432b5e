import { rm } from 'node:fs/promises';
import type { FileStep } from '../../plan/types.gen.ts';
import { PlanError } from '../../support/errors.ts';
import { checkReplaceable } from './check-replaceable.ts';
import { stagedPath } from './file-names.ts';
import { staleFile, unwritable } from './file-problems.ts';
import { stateOf } from './file-states.ts';
import { type RegularFile, readOnDisk } from './read-on-disk.ts';
import { resultBytes } from './result-bytes.ts';
import type { SecretSource } from './secret-source.ts';
import type { StagedFile } from './staged-file.ts';
import { type FileRights, writeNewFile } from './write-new-file.ts';

/**
 * Writes the result of a file step beside the file, and the backup beside that; undefined when the file is `after` already.
 * @throws PlanError STALE_FILE, FILE_UNWRITABLE or PLAN_STEP
 */
export async function stageFile(step: FileStep, seed: string, secrets: SecretSource): Promise<StagedFile | undefined> {
  const onDisk = await readOnDisk(step.path);
  const state = stateOf(step, onDisk);
  const staged = stagedPath(step.path, seed);
  if (state === 'other') throw new PlanError([staleFile(step.path, step.before ?? 'missing', onDisk)]);
  if (state === 'after') return undefined;
  const current = onDisk.is === 'file' ? onDisk : undefined;
  const bytes = resultBytes(step, current?.bytes, secrets);
  const rights = current ? rightsOf(current) : ownRights(step.mode);
  const backup = step.backup === undefined || !current ? undefined : { path: step.backup, digest: current.digest };
  if (current) await checkReplaceable(step.path, current.realPath);
  const first = backup && { ...backup, staged: stagedPath(backup.path, seed) };
  if (first) await checkBackup(first);
  try {
    await writeNewFile(staged, bytes, rights);
    if (first && current) await writeNewFile(first.staged, current.bytes, { ...rights, mtimeMs: current.mtimeMs });
  } catch (error) {
    await rm(staged, { force: true }).catch(() => {});
    throw new PlanError([unwritable(step.path, error)], { cause: error });
  }
  const realPath = current?.realPath ?? step.path;
  const before = step.before ?? 'missing';
  return { path: step.path, realPath, before, after: step.after, staged, ...(first ? { first } : {}) };
}

/** A backup that is there already is kept if it is the same, and never written over. */
async function checkBackup(backup: { readonly path: string; readonly digest: string }): Promise<void> {
  const onDisk = await readOnDisk(backup.path);
  const isFine = onDisk.is === 'missing' || (onDisk.is === 'file' && onDisk.digest === backup.digest);
  if (!isFine) throw new PlanError([staleFile(backup.path, `missing or ${backup.digest}`, onDisk)]);
}

function rightsOf({ uid, gid, mode }: RegularFile): FileRights {
  return { uid, gid, mode };
}

function ownRights(mode = '0644'): FileRights {
  return { uid: process.geteuid?.() ?? 0, gid: process.getegid?.() ?? 0, mode: Number.parseInt(mode, 8) };
}
