import { constants } from 'node:fs';
import { lstat, open, realpath } from 'node:fs/promises';
import { dirname } from 'node:path';
import { sha256 } from '../../support/digest.ts';

/** A file with its bytes and what a replacement takes over. */
export interface RegularFile {
  readonly is: 'file';
  /** Where the bytes are: `path` itself, or what a symbolic link within the directory leads to. */
  readonly realPath: string;
  readonly bytes: Buffer;
  readonly digest: string;
  readonly uid: number;
  readonly gid: number;
  readonly mode: number;
  readonly mtimeMs: number;
}

/** What stands at a path. `other` says in words what it is instead of a file that can be read. */
export type OnDisk =
  | RegularFile
  | { readonly is: 'missing' }
  | { readonly is: 'other'; readonly found: string; readonly remedy?: string };

/**
 * Reads the file at a path. A symbolic link is followed only to a file of the same directory: one that leads elsewhere
 * could be turned to any file between planning and applying. Links among the directories above are the operator's own.
 */
export async function readOnDisk(path: string): Promise<OnDisk> {
  try {
    const isLink = (await lstat(path)).isSymbolicLink();
    const realPath = isLink ? await realpath(path) : path;
    if (isLink && dirname(realPath) !== (await realpath(dirname(path)))) {
      const remedy = 'Give the path of the file itself when planning, or put the file in place of the link.';
      return { is: 'other', found: `a symbolic link to ${realPath}, out of its directory`, remedy };
    }
    return await readRegular(realPath);
  } catch (error) {
    return unreadable(path, error);
  }
}

/** What was found, in one word or sentence, for a message. */
export function describeOnDisk(onDisk: OnDisk): string {
  if (onDisk.is === 'missing') return 'missing';
  return onDisk.is === 'file' ? onDisk.digest : onDisk.found;
}

/** The error code of the operating system, for a message. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

async function readRegular(realPath: string): Promise<OnDisk> {
  // Without O_NONBLOCK, opening a pipe would wait for ever.
  const file = await open(realPath, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const stat = await file.stat();
    if (stat.isDirectory()) return { is: 'other', found: 'a directory' };
    if (!stat.isFile()) return { is: 'other', found: 'no regular file' };
    const bytes = await file.readFile();
    const { uid, gid, mtimeMs } = stat;
    return { is: 'file', realPath, bytes, digest: sha256(bytes), uid, gid, mode: stat.mode & 0o7777, mtimeMs };
  } finally {
    await file.close();
  }
}

async function unreadable(path: string, error: unknown): Promise<OnDisk> {
  const code = errorCode(error);
  if (code !== 'ENOENT') {
    return {
      is: 'other',
      found: `unreadable (${code})`,
      remedy: 'Run this as a user that may read and write the file.',
    };
  }
  const isLink = await lstat(path).then(
    (stat) => stat.isSymbolicLink(),
    () => false,
  );
  return isLink ? { is: 'other', found: 'a symbolic link to nothing' } : { is: 'missing' };
}
