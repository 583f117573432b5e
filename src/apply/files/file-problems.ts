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

/** A STALE_FILE that says neither the value nor a digest of it: a short secret could be guessed from that. */
export function staleSecret(path: string, planned: string): Problem {
  return {
    code: 'STALE_FILE',
    message: `${path}: planned ${planned}, found something else.`,
    place: { file: path },
    remedy: 'Find out what the file is for. Remove it, or plan with another path for the secret.',
  };
}
