import { accessSync, chmodSync, constants, mkdtempSync, statfsSync } from 'node:fs';

/**
 * A fresh folder for temporary files in memory; undefined where there is none with room, as in most containers. A database that is copied
 * from a template is hundreds of small files, and apply waits for the disk at each step of a file.
 */
export function memoryFolder(): string | undefined {
  try {
    accessSync(inMemory, constants.W_OK);
    const { bavail, bsize } = statfsSync(inMemory);
    if (bavail * bsize < room) return undefined;
    const folder = mkdtempSync(`${inMemory}/syn2mas-plan-tests-`);
    // As /tmp is: servers run as other users.
    chmodSync(folder, 0o1777);
    return folder;
  } catch {
    return undefined;
  }
}

const inMemory = '/dev/shm';
const room = 4 * 2 ** 30;
