import { printable } from '../support/printable.ts';
import type { Progress } from '../support/progress.ts';
import { formatBytes } from './format-bytes.ts';
import { formatCount } from './format-count.ts';
import { formatDuration } from './format-duration.ts';

/**
 * Where a piece of work stands, for people, in two parts that fit into one line each or follow each other: of the step itself, and of
 * the whole run and the servers, which may be empty.
 */
export function renderProgress(progress: Progress): readonly [step: string, whole: string] {
  const { step, position, plannedRows, rows, bytes, elapsedMs, remainingMs } = progress;
  const number = position ? ` (${position.number} of ${position.of})` : '';
  const parts = [
    ...(rows === undefined ? [] : [rowsOf(rows, plannedRows)]),
    ...(bytes === undefined ? [] : [formatBytes(bytes)]),
    ...rateOf(progress),
    seconds(elapsedMs),
    ...(remainingMs === undefined ? [] : [`about ${seconds(remainingMs)} left`]),
  ];
  return [printable(`${step}${number}: ${parts.join(', ')}`), printable(wholeOf(progress))];
}

function rowsOf(rows: number, planned: number | undefined): string {
  if (planned === undefined) return `${formatCount(rows)} rows`;
  // Not all of them before the last.
  const percent = planned === 0 ? '' : ` (${Math.min(100, Math.floor((rows * 100) / planned))} %)`;
  return `${formatCount(rows)} of ${formatCount(planned)} rows${percent}`;
}

/** In rows where they are known: bytes follow from them. */
function rateOf({ rowsPerSecond, bytesPerSecond }: Progress): readonly string[] {
  if (rowsPerSecond !== undefined) return [`${formatCount(rowsPerSecond)} rows/s`];
  return bytesPerSecond === undefined ? [] : [`${formatBytes(bytesPerSecond)}/s`];
}

function wholeOf({ position, elapsedMs, totalElapsedMs, totalRemainingMs, activity }: Progress): string {
  const isPart = position !== undefined || totalElapsedMs - elapsedMs >= 1000;
  const total = isPart
    ? [
        `all together ${seconds(totalElapsedMs)}`,
        ...(totalRemainingMs === undefined ? [] : [`about ${seconds(totalRemainingMs)} left`]),
      ].join(', ')
    : '';
  return [total, activity ?? ''].filter((part) => part !== '').join('; ');
}

function seconds(ms: number): string {
  return formatDuration(ms / 1000);
}
