/** Replaces a part of a text. Offsets count UTF-16 units, as JavaScript does. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly insert: string;
}

/**
 * Sorts splices and joins those that touch, so that they are ascending and apart.
 * @throws Error when two of them replace the same text: a bug
 */
export function orderSplices(splices: readonly Splice[]): readonly Splice[] {
  const sorted = [...splices].sort((a, b) => a.start - b.start || a.end - b.end);
  const ordered: Splice[] = [];
  for (const splice of sorted) {
    const last = ordered.at(-1);
    if (last && splice.start < last.end) throw new Error('two edits overlap');
    if (last && splice.start === last.end)
      ordered[ordered.length - 1] = { start: last.start, end: splice.end, insert: last.insert + splice.insert };
    else ordered.push(splice);
  }
  return ordered;
}

/** The text with ordered splices applied. */
export function applySplices(text: string, splices: readonly Splice[]): string {
  let result = '';
  let from = 0;
  for (const splice of splices) {
    result += text.slice(from, splice.start) + splice.insert;
    from = splice.end;
  }
  return result + text.slice(from);
}
