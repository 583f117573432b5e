import { rename, rm } from 'node:fs/promises';
import type { Problem } from '../../support/errors.ts';
import { staleFile, staleSecret, unwritable } from './file-problems.ts';
import { describeOnDisk, readOnDisk } from './read-on-disk.ts';
import { syncDirectoryOf } from './write-new-file.ts';

/** One file whose new bytes wait beside it. */
export interface StagedFile {
  /** As the plan names it. */
  readonly path: string;
  /** Where the bytes go: `path`, or what a link within its directory leads to. */
  readonly realPath: string;
  /** The digest it must have when the change is made, or `missing`. */
  readonly before: string;
  readonly after: string;
  readonly staged: string;
  /** Of these no digest is said. */
  readonly isSecret?: boolean;
  /** What must be in place before: the backup, or the mark that the file is new. Each waits under its own staged name. */
  readonly first?: { readonly path: string; readonly digest: string; readonly staged: string };
}

/**
 * Puts the bytes in place by renaming: at any instant the file is either the old one or the new one. Gives a problem
 * instead of changing a file that somebody changed since it was staged. Doing it twice does nothing more.
 */
export async function commitStagedFile(file: StagedFile): Promise<Problem | undefined> {
  try {
    const onDisk = await readOnDisk(file.path);
    const found = describeOnDisk(onDisk);
    if (found !== file.after) {
      if (found !== file.before) {
        return file.isSecret ? staleSecret(file.path, 'missing') : staleFile(file.path, file.before, onDisk);
      }
      const problem = await commitFirst(file);
      if (problem) return problem;
      await rename(file.staged, file.realPath);
      await syncDirectoryOf(file.realPath);
    }
    await discardStagedFile(file);
    return undefined;
  } catch (error) {
    return unwritable(file.path, error);
  }
}

/** Removes what waits. */
export async function discardStagedFile({ staged, first }: StagedFile): Promise<void> {
  await rm(staged, { force: true });
  if (first) await rm(first.staged, { force: true });
}

async function commitFirst({ first, isSecret }: StagedFile): Promise<Problem | undefined> {
  if (!first) return undefined;
  const onDisk = await readOnDisk(first.path);
  if (describeOnDisk(onDisk) === first.digest) return undefined;
  if (onDisk.is !== 'missing') {
    return isSecret ? staleSecret(first.path, 'missing') : staleFile(first.path, `missing or ${first.digest}`, onDisk);
  }
  await rename(first.staged, first.path);
  await syncDirectoryOf(first.path);
  return undefined;
}
