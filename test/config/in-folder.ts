import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PlanError, type Problem } from '../../src/support/errors.ts';

/** Runs with a folder that holds the given files; the folder is gone afterwards. */
export function inFolder<T>(files: Readonly<Record<string, string>>, run: (cwd: string) => T): T {
  const cwd = realpathSync(mkdtempSync(join(tmpdir(), 'syn2mas-plan-config-')));
  try {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(cwd, name)), { recursive: true });
      writeFileSync(join(cwd, name), content);
    }
    return run(cwd);
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}

/** The problems that a call throws; none when it does not throw. */
export function problemsOf(run: () => unknown): readonly Problem[] {
  try {
    run();
    return [];
  } catch (error) {
    if (error instanceof PlanError) return error.problems;
    throw error;
  }
}

/** A problem in short: `CODE file:line:column key`, the file without its folder. */
export function shortProblem(problem: Problem, cwd: string): string {
  const { file, line, column, key } = problem.place ?? {};
  const position = [file?.replace(`${cwd}/`, ''), line, column].filter((part) => part !== undefined).join(':');
  return [problem.code, position, key].filter((part) => part !== undefined && part !== '').join(' ');
}
