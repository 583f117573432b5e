import { posix } from 'node:path';

/** Where the bytes from before are kept: beside the file, not ending in .yaml, so that Synapse does not read it. */
export function backupPath(path: string, seed: string): string {
  return `${path}.before-mas-${seed.slice(0, 8)}`;
}

/** Where the bytes to come wait beside the file. The same for every run of a plan, so that a run finds what a killed one left. */
export function stagedPath(path: string, seed: string): string {
  return hiddenPath(path, seed, 'staged');
}

/** The mark that a secret file was made by apply; it holds the digest of what was written, and nothing else may be removed. */
export function createdPath(path: string, seed: string): string {
  return hiddenPath(path, seed, 'created');
}

function hiddenPath(path: string, seed: string, what: string): string {
  return posix.join(posix.dirname(path), `.${posix.basename(path)}.syn2mas-plan-${seed.slice(0, 8)}.${what}`);
}
