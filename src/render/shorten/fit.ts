import { formatCount } from '../format-count.ts';
import type { PlanView } from '../view/blocks.ts';
import { shortenSteps } from './shorten-steps.ts';

/**
 * Writes a view so that the report has at most so many bytes of UTF-8: whole where it fits, else without one thing after the other, in
 * the order of `shortenSteps`. The notice, which stands at the top, says what was left out.
 * @param maxBytes at least `leastBytes`
 */
export function fit(
  view: PlanView,
  maxBytes: number,
  write: (view: PlanView, notice: string | undefined) => string,
): string {
  const whole = write(view, undefined);
  if (bytesOf(whole) <= maxBytes) return whole;
  let shortened = view;
  let report = whole;
  const without: string[] = [];
  for (const step of shortenSteps) {
    shortened = step.shorten(shortened);
    without.push(step.without);
    report = write(
      shortened,
      `This report is shortened to fit into ${formatCount(maxBytes)} bytes. Left out: ${without.join('; ')}. The plan itself holds everything, and syn2mas-plan show prints it.`,
    );
    if (bytesOf(report) <= maxBytes) return report;
  }
  throw new Error(`the headings of a report do not fit into ${maxBytes} bytes`);
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}
