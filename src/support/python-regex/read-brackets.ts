import { readEscape } from './read-escape.ts';
import type { CharacterSet } from './regex-node.ts';
import { invalid, type RegexReader, unsupported } from './regex-reader.ts';

/** A class in brackets, of which the first bracket is read already. */
export function readBrackets(reader: RegexReader): CharacterSet {
  const isNegated = reader.take('^');
  const ranges: (readonly [number, number])[] = [];
  for (let isFirst = true; ; isFirst = false) {
    const character = reader.next();
    if (character === undefined) invalid('a bracket is not closed');
    if (character === ']' && !isFirst) return { isNegated, ranges };
    const first = readMember(reader, character);
    if (!isRangeAhead(reader)) {
      ranges.push(...rangesOf(first));
      continue;
    }
    reader.next();
    const last = readMember(reader, reader.next() ?? invalid('a bracket is not closed'));
    if (typeof first !== 'number' || typeof last !== 'number') invalid('a range in brackets begins or ends in a class');
    if (last < first) invalid('a range in brackets runs backwards');
    ranges.push([first, last]);
  }
}

/** A minus sign that is not the last character of the brackets. */
function isRangeAhead(reader: RegexReader): boolean {
  return reader.peek() === '-' && reader.peek(1) !== ']' && reader.peek(1) !== undefined;
}

function readMember(reader: RegexReader, character: string): number | CharacterSet {
  // A backspace, within brackets only.
  if (character === '\\') return reader.take('b') ? 8 : readEscape(reader);
  return character.codePointAt(0) ?? 0;
}

function rangesOf(member: number | CharacterSet): CharacterSet['ranges'] {
  if (typeof member === 'number') return [[member, member]];
  if (member.isNegated) unsupported('a negated class within brackets');
  return member.ranges;
}
