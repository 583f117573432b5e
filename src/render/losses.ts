import { printable } from '../support/printable.ts';
import { formatCount } from './format-count.ts';
import { wrap } from './wrap.ts';

/** What is shown of something that the way back loses. */
export interface ShownLoss {
  readonly loss: string;
  readonly title: string;
  readonly consequence: string;
  /** Absent where nobody could ask. */
  readonly found?: number;
  /** Where somebody says how much may be lost. */
  readonly upTo?: number;
}

/** What the way back would lose, with what becomes of it, and how much of it may be lost; not what did not happen. */
export function renderLosses(losses: readonly ShownLoss[]): string {
  const shown = losses.filter(({ found, upTo = 0 }) => (found ?? upTo) > 0 || upTo > 0);
  if (shown.length === 0) return 'Nothing that anybody did since the cutover would be lost.\n';
  const lines = shown.flatMap(({ loss, title, consequence, found, upTo }) => {
    const counts = [
      ...(found === undefined ? [] : [`${formatCount(found)} now`]),
      ...(upTo === undefined ? [] : [`up to ${formatCount(upTo)} may be lost`]),
    ];
    return [
      `  ${printable(title)} (${printable(loss)}): ${counts.join(', ')}`,
      ...wrap(printable(consequence), 110).map((line) => `    ${line}`),
    ];
  });
  return `${['What the way back loses:', ...lines].join('\n')}\n`;
}
