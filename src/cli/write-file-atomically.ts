import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { planError } from '../support/errors.ts';

/**
 * Writes a file so that there is always either the old one or the whole new one. A new file is readable by all, as far
 * as the umask lets it, unless its rights are given.
 * @throws PlanError FILE_UNWRITABLE
 */
export async function writeFileAtomically(
  path: string,
  text: string | Uint8Array,
  rights?: { readonly mode: number; readonly uid: number; readonly gid: number },
): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}`);
  try {
    const file = await open(temporary, 'wx', rights?.mode ?? 0o644);
    try {
      if (rights) await file.chown(rights.uid, rights.gid);
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    const reason = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    throw planError('FILE_UNWRITABLE', `${path} cannot be written${reason}.`, { place: { file: path } }, error);
  }
}
