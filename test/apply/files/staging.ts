import { chownSync, statSync } from 'node:fs';
import type { TestContext } from 'node:test';
import { type StagedFiles, stageFiles } from '../../../src/apply/files/stage-files.ts';
import type { FileStep } from '../../../src/plan/types.gen.ts';
import { before, filePlan, names, secretSource } from './file-plan.ts';
import { type Folder, makeFolder } from './folder.ts';

export function setUp(t: TestContext): Folder {
  const folder = makeFolder(t);
  folder.write(names.homeserver, before);
  return folder;
}

export async function stage(folder: Folder, patch: Partial<FileStep> = {}): Promise<StagedFiles> {
  return await stageFiles(filePlan(folder, { patch }), secretSource);
}

export async function commit(folder: Folder): Promise<StagedFiles> {
  const staged = await stage(folder);
  await staged.commit();
  return staged;
}

export function modeOf(folder: Folder, name: string): number {
  return statSync(folder.path(name)).mode & 0o7777;
}

export function isRoot(): boolean {
  return process.geteuid?.() === 0;
}

export const nobody = 65_534;

/** Root may do everything, so for a moment the tests are nobody, to whom the folder belongs. */
export async function asNobody<T>(folder: Folder, work: () => Promise<T>): Promise<T> {
  if (!isRoot()) return await work();
  for (const name of ['', names.homeserver]) chownSync(folder.path(name), nobody, nobody);
  process.setegid?.(nobody);
  process.seteuid?.(nobody);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
    process.setegid?.(0);
  }
}
