import type { Decision } from '../plan/types.gen.ts';
import { printable } from '../support/printable.ts';
import { formatCount } from './format-count.ts';
import { wrap } from './wrap.ts';

/** What was decided about rows, for a terminal: each decision with the lines of the accounting that it changes. */
export function formatDecisions(decisions: readonly Decision[]): string {
  const lines = decisions.flatMap(({ decision, by, reason, rows, upTo, effects }) => [
    '',
    ...indented(`${decision} (${formatCount(rows)}, at most ${formatCount(upTo)}), by ${by}: ${reason}`, 2),
    ...effects.flatMap(({ entity, outcome, before, after }) =>
      indented(`${entity} ${outcome}: ${formatCount(before)} → ${formatCount(after)}`, 4),
    ),
  ]);
  return [`Decided about rows (${decisions.length})`, ...lines].join('\n');
}

function indented(text: string, columns: number): readonly string[] {
  return wrap(printable(text), 100 - columns - 2).map(
    (line, index) => ' '.repeat(columns + (index === 0 ? 0 : 2)) + line,
  );
}
