import { mkdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { type RenderContext, renderPlan } from '../render/render-plan.ts';
import { renderSqlFiles } from '../render/sql-files.ts';
import { planError } from '../support/errors.ts';
import type { PlanFile } from './read-plan-file.ts';
import type { ReportOutput } from './report-output.ts';
import type { CommandContext } from './start.ts';
import { writeFileAtomically } from './write-file-atomically.ts';

/** A file to write, or what goes to stdout. */
export interface Report {
  readonly path: string | undefined;
  readonly text: string;
  /** A folder to make where it is missing. */
  readonly folder?: string;
}

/**
 * Renders everything that is asked for, before anything is written. `sql` into a folder gives a file for each phase.
 * @throws PlanError USAGE when two reports would go to the same place, or one to that of the plan
 */
export function planReports(
  { plan, planId, path: planPath }: PlanFile,
  outputs: readonly ReportOutput[],
  cwd: string,
  context: Omit<RenderContext, 'planId'>,
): readonly Report[] {
  const reports = outputs.flatMap(({ format, file }): readonly Report[] => {
    const path = resolve(cwd, file);
    if (file !== '-' && format === 'sql' && (file.endsWith('/') || isFolder(path))) {
      return renderSqlFiles(plan, planId).map(({ name, text }) => ({
        path: join(path, name),
        text,
        folder: path,
      }));
    }
    return [{ path: file === '-' ? undefined : path, text: renderPlan(format, plan, { planId, ...context }) }];
  });
  const places = reports.map(({ path }) => (path === undefined ? undefined : realPath(path)));
  for (const [index, place] of places.entries()) {
    if (places.indexOf(place) !== index) {
      throw planError('USAGE', `Two reports would be written to ${place ?? 'stdout'}.`);
    }
    if (place !== undefined && place === realPath(planPath)) {
      throw planError('USAGE', '--output names the plan itself.', { place: { file: planPath } });
    }
  }
  return reports;
}

/**
 * Writes reports: files first, each as a whole or not at all, then stdout.
 * @throws PlanError FILE_UNWRITABLE
 */
export async function writeReports(reports: readonly Report[], { log, stdout }: CommandContext): Promise<void> {
  for (const { path, text, folder } of reports) {
    if (path === undefined) continue;
    if (folder !== undefined) makeFolder(folder);
    await writeFileAtomically(path, text);
    log.info(`Written: ${path}`);
  }
  for (const { path, text } of reports) if (path === undefined) stdout.write(text);
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** Of a file that may not exist yet. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path === dirname(path) ? path : join(realPath(dirname(path)), basename(path));
  }
}

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    throw planError('FILE_UNWRITABLE', `${path} cannot be made a folder.`, { place: { file: path } }, error);
  }
}
