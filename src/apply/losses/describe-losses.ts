import type { Loss } from './loss.ts';

/** A line for each thing that would be lost: what, how often, what becomes of it. One line where there is none. */
export function describeLosses(losses: readonly Loss[]): readonly string[] {
  const lines = losses.flatMap(({ loss, title, consequence, count }) =>
    count === 0 ? [] : [`${title}: ${count} (${loss}). ${consequence}`],
  );
  return lines.length > 0
    ? lines
    : ['Nothing that anybody did: MAS has written, and no login, user or change would be lost.'];
}
