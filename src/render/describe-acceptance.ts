import type { Acceptance } from '../plan/types.gen.ts';
import { formatCount } from './format-count.ts';

/** `accepted`, or `decided` where a decision about rows settles the finding, by whom, up to what and why. */
export function describeAcceptance({ by, reason, upTo, decision }: Acceptance): {
  readonly word: 'accepted' | 'decided';
  readonly text: string;
} {
  const text = `by ${by}, up to ${formatCount(upTo)}: ${reason}`;
  return decision === undefined ? { word: 'accepted', text } : { word: 'decided', text: `${decision}, ${text}` };
}
