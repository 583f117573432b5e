import { basename } from 'node:path/posix';
import { stepId } from './step-id.ts';

/** The place of a backup: beside the file, named by the plan, not ending in .yaml so that Synapse does not read it. */
export function backupPath(path: string, seed: string): string {
  return `${path}.before-mas-${seed.slice(0, 8)}`;
}

/** `file/<name of the file>`, made unique among those that are taken. */
export function fileStepId(path: string, taken: ReadonlySet<string>): string {
  return stepId('file', basename(path), taken);
}
