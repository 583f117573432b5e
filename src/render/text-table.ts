import { printable } from '../support/printable.ts';
import type { Table } from './view/blocks.ts';
import { wrap } from './wrap.ts';

/**
 * A table as lines: columns as wide as what they hold, the last one wrapped to what is left of `width`. Where too little is left
 * for a word of it, or for anybody to read, the last cell of a row stands below the others.
 */
export function renderTextTable({ head, rows, numbers }: Table, width: number): readonly string[] {
  const cells = [head, ...rows].map((row) => row.map((cell) => printable(cell)));
  const last = head.length - 1;
  const widths = head.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const before = widths.slice(0, last).reduce((sum, columnWidth) => sum + columnWidth + gap, indent);
  const left = width - before;
  const isNarrow = left < Math.min(least, widths[last] ?? 0);
  return cells.flatMap((row, index) => {
    const isBelow = isNarrow || (row[last] ?? '').split(' ').some((word) => word.length > left);
    const padded = row.map((cell, column) => pad(cell, widths[column] ?? 0, numbers.includes(column)));
    const start = ' '.repeat(indent) + padded.slice(0, last).join(' '.repeat(gap));
    const end = numbers.includes(last)
      ? [padded[last] ?? '']
      : wrap(row[last] ?? '', isBelow ? width - continuedBelow : left);
    const continued = ' '.repeat(isBelow ? continuedBelow : before);
    const lines = isBelow
      ? [start, ...end.map((line) => continued + line)]
      : end.map((line, number) => (number === 0 ? start + (last > 0 ? ' '.repeat(gap) : '') : continued) + line);
    const rule = isNarrow ? [] : [' '.repeat(indent) + ruleOf(widths, left)];
    return [...lines, ...(index === 0 ? rule : [])].map((line) => line.trimEnd());
  });
}

const indent = 2;
const gap = 2;
const continuedBelow = 6;
/** Narrower is hard to read. */
const least = 30;

function ruleOf(widths: readonly number[], left: number): string {
  return widths
    .map((columnWidth, column) => '-'.repeat(column === widths.length - 1 ? Math.min(columnWidth, left) : columnWidth))
    .join(' '.repeat(gap));
}

function pad(text: string, columnWidth: number, isNumber: boolean): string {
  return isNumber ? text.padStart(columnWidth) : text.padEnd(columnWidth);
}
