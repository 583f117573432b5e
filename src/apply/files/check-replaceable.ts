import { constants } from 'node:fs';
import { access, readFile, realpath } from 'node:fs/promises';
import { PlanError, planError } from '../../support/errors.ts';
import { unwritable } from './file-problems.ts';
import { errorCode } from './read-on-disk.ts';

/**
 * Finds before anything happens what would stop a rename over this file: a container that mounts the file by itself, and
 * an immutable file.
 * @throws PlanError FILE_UNWRITABLE
 */
export async function checkReplaceable(path: string, realPath: string): Promise<void> {
  if (mountPoints(await readMounts()).includes(await realpath(realPath))) {
    throw planError('FILE_UNWRITABLE', `${path} is mounted by itself, so no other file can take its place.`, {
      place: { file: path },
      remedy: 'Run this on the host, or mount the directory instead of the file.',
    });
  }
  try {
    await access(realPath, constants.W_OK);
  } catch (error) {
    // EACCES stands for a mode without w, which does not keep the owner from replacing the file.
    if (errorCode(error) !== 'EACCES') throw new PlanError([unwritable(path, error)], { cause: error });
  }
}

/** The fifth field of each line of mountinfo, with its octal escapes undone. */
export function mountPoints(mountinfo: string): readonly string[] {
  return mountinfo.split('\n').flatMap((line) => {
    const field = line.split(' ')[4];
    if (field === undefined) return [];
    return [field.replaceAll(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)))];
  });
}

/** Only Linux has it. */
async function readMounts(): Promise<string> {
  return readFile('/proc/self/mountinfo', 'utf8').catch(() => '');
}
