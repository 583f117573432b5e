import type { Problem } from '../../support/errors.ts';
import { describeOnDisk, errorCode, type OnDisk } from './read-on-disk.ts';

/** A STALE_FILE that says what was planned and what was found. */
export function staleFile(path: string, planned: string, onDisk: OnDisk): Problem {
  return {
    code: 'STALE_FILE',
    message: `${path}: planned ${planned}, found ${describeOnDisk(onDisk)}.`,
    place: { file: path },
    ...(onDisk.is === 'other' && onDisk.remedy !== undefined ? { remedy: onDisk.remedy } : {}),
  };
}

/** A FILE_UNWRITABLE with the reason of the operating system. */
export function unwritable(path: string, error: unknown): Problem {
  return {
    code: 'FILE_UNWRITABLE',
    message: `${path} cannot be written (${errorCode(error)}).`,
    place: { file: path },
  };
}
