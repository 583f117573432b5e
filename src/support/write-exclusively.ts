import { open } from 'node:fs/promises';
import { planError } from './errors.ts';

/**
 * Writes a file that is not there yet, on disk when this returns. False, and nothing written, where there is one of this name.
 * @throws PlanError FILE_UNWRITABLE
 */
export async function writeExclusively(path: string, text: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx', 0o644);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    return true;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    if (code === 'EEXIST') return false;
    throw planError('FILE_UNWRITABLE', `${path} cannot be written (${code}).`, { place: { file: path } }, error);
  }
}
