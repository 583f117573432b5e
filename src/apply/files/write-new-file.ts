import { open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** What a new file gets from the one whose place it takes. */
export interface FileRights {
  readonly uid: number;
  readonly gid: number;
  readonly mode: number;
  /** When it was last written, as `stat` has it in milliseconds; absent for a file that is written now. */
  readonly mtimeMs?: number;
}

/** Writes a file that is not there yet, on disk when this returns; a leftover of the same name is replaced. */
export async function writeNewFile(path: string, bytes: Uint8Array, rights: FileRights): Promise<void> {
  await rm(path, { force: true });
  // Exclusive creation follows no link, and nobody else can read it before the mode is decided.
  const file = await open(path, 'wx', 0o600);
  try {
    const { uid, gid } = await file.stat();
    if (uid !== rights.uid || gid !== rights.gid) await file.chown(rights.uid, rights.gid);
    await file.chmod(rights.mode);
    await file.writeFile(bytes);
    // Node takes seconds in floating point: it is right to less than a microsecond.
    if (rights.mtimeMs !== undefined) await file.utimes(new Date(), rights.mtimeMs / 1000);
    await file.sync();
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await file.close();
  }
}

/** Makes renames in a file's directory last. */
export async function syncDirectoryOf(path: string): Promise<void> {
  const directory = await open(dirname(path), 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
