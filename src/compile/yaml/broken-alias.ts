import { type Alias, type Document, visit } from 'yaml';
import type { Splice } from './splice.ts';

/** An alias that stays while the part of the document that it repeats is changed; undefined when there is none. */
export function findBrokenAlias(document: Document, splices: readonly Splice[]): Alias | undefined {
  let broken: Alias | undefined;
  visit(document, {
    Alias(_key, alias) {
      const [start, end] = alias.range ?? [0, 0];
      if (splices.some((splice) => splice.start <= start && end <= splice.end)) return undefined;
      const target = alias.resolve(document)?.range;
      // Text that is written at the very end of a node stands behind it.
      const isTouched =
        target &&
        splices.some((splice) => splice.start < target[1] && (splice.end > target[0] || splice.start > target[0]));
      if (!isTouched) return undefined;
      broken = alias;
      return visit.BREAK;
    },
  });
  return broken;
}
