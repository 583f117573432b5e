import assert from 'node:assert/strict';
import type { Killed } from './run-to-kill.ts';

/** How a run ended: its exit code, then the codes of its problems. Asserts that each of these says what to run next. */
export function ended({ exitCode, stderr }: Pick<Killed, 'exitCode' | 'stderr'>): readonly (string | number | null)[] {
  const problems = stderr
    .split('\n')
    .filter((line) => line.startsWith('{"type":"problem"'))
    .map((line) => JSON.parse(line) as { readonly code: string; readonly remedy: string });
  for (const { code, remedy } of problems) {
    assert.match(remedy, /\b(apply|rollback|plan|command) again\b|\bstatus\b/, code);
  }
  return [exitCode, ...problems.map(({ code }) => code)];
}
