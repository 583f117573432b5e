import { rm, stat } from 'node:fs/promises';
import type { SecretStep } from '../../plan/types.gen.ts';
import { sha256 } from '../../support/digest.ts';
import { PlanError, planError } from '../../support/errors.ts';
import type { Secret } from '../../support/secret.ts';
import { createdPath, stagedPath } from './file-names.ts';
import { staleFile, staleSecret, unwritable } from './file-problems.ts';
import { errorCode, type RegularFile, readOnDisk } from './read-on-disk.ts';
import type { StagedFile } from './staged-file.ts';
import { type FileRights, writeNewFile } from './write-new-file.ts';

/**
 * Writes a secret beside the file that is to hold it; undefined when that holds it already. With it waits a mark by
 * which the way back knows that the file is of this plan: one that was there before must not be removed.
 * @throws PlanError STALE_FILE when the file holds something else, FILE_UNWRITABLE
 */
export async function stageSecret(step: SecretStep, secret: Secret, seed: string): Promise<StagedFile | undefined> {
  const staged = stagedPath(step.path, seed);
  const mark = createdPath(step.path, seed);
  const onDisk = await readOnDisk(step.path);
  if (onDisk.is === 'file' && holdsSecret(onDisk, secret)) return undefined;
  if (onDisk.is === 'file') throw new PlanError([staleSecret(step.path, 'missing or the shared secret of MAS')]);
  if (onDisk.is !== 'missing') throw new PlanError([staleFile(step.path, 'missing', onDisk)]);
  const rights = await rightsOf(step);
  const bytes = Buffer.from(secret.reveal());
  const digest = sha256(bytes);
  const first = { path: mark, digest: sha256(digest), staged: stagedPath(mark, seed) };
  try {
    await rm(mark, { force: true });
    await writeNewFile(staged, bytes, rights);
    await writeNewFile(first.staged, Buffer.from(digest), { ...rights, mode: 0o600 });
  } catch (error) {
    await rm(staged, { force: true }).catch(() => {});
    throw new PlanError([unwritable(step.path, error)], { cause: error });
  }
  return { path: step.path, realPath: step.path, before: 'missing', after: digest, staged, first, isSecret: true };
}

/** Synapse strips white space around it. */
export function holdsSecret({ bytes }: Pick<RegularFile, 'bytes'>, secret: Secret): boolean {
  return bytes.toString().trim() === secret.reveal().trim();
}

async function rightsOf({ path, ownerOf, mode }: SecretStep): Promise<FileRights> {
  const bits = Number.parseInt(mode, 8);
  if (ownerOf === undefined) return { uid: process.geteuid?.() ?? 0, gid: process.getegid?.() ?? 0, mode: bits };
  try {
    const { uid, gid } = await stat(ownerOf);
    return { uid, gid, mode: bits };
  } catch (error) {
    throw planError(
      'STALE_FILE',
      `${path}: its owner is to be that of ${ownerOf}, which cannot be read (${errorCode(error)}).`,
      {
        place: { file: path },
      },
    );
  }
}
