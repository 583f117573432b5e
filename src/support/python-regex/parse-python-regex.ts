import { readBrackets } from './read-brackets.ts';
import { readEscape } from './read-escape.ts';
import type { CharacterSet, ParsedRegex, RegexNode } from './regex-node.ts';
import { invalid, RegexReader, RegexStop, unsupported } from './regex-reader.ts';

/**
 * Reads a regular expression as Python's `re` does, as far as it is of the kind that registrations hold. What is not understood
 * comes back as `unsupported`, and never as something else; `invalid` is only what every Python refuses. Throws nothing.
 */
export function parsePythonRegex(text: string): ParsedRegex {
  if (text.length > longest) return { kind: 'unsupported', why: `more than ${longest} characters` };
  const reader = new RegexReader(text);
  try {
    const node = readChoice(reader, 0);
    if (reader.peek() === ')') invalid('a parenthesis is closed that was not opened');
    if (weigh(node) > heaviest) unsupported('repetitions that are very long');
    return { kind: 'parsed', node };
  } catch (error) {
    if (error instanceof RegexStop) return { kind: error.kind, why: error.message };
    throw error;
  }
}

const longest = 2000;
const deepest = 50;
/** PostgreSQL writes repetitions out before it searches. */
const heaviest = 5000;
/** PostgreSQL counts no further. */
const mostRepeats = 255;

function readChoice(reader: RegexReader, depth: number): RegexNode {
  if (depth > deepest) unsupported('very deep parentheses');
  const options = [readSequence(reader, depth)];
  while (reader.take('|')) options.push(readSequence(reader, depth));
  const [only] = options;
  return options.length === 1 && only ? only : { kind: 'choice', options };
}

function readSequence(reader: RegexReader, depth: number): RegexNode {
  const parts: RegexNode[] = [];
  for (let character = reader.peek(); character !== undefined && character !== '|' && character !== ')'; ) {
    parts.push(readRepeats(reader, readAtom(reader, depth)));
    character = reader.peek();
  }
  return parts.length === 0 ? { kind: 'empty' } : { kind: 'sequence', parts };
}

function readAtom(reader: RegexReader, depth: number): RegexNode {
  const character = reader.next();
  switch (character) {
    case '.':
      return { kind: 'characters', set: { isNegated: true, ranges: [[10, 10]] } };
    case '^':
      return { kind: 'start' };
    case '$':
      return { kind: 'end', beforeNewline: true };
    case '(':
      return readGroup(reader, depth);
    case '[':
      return characters(readBrackets(reader));
    case '\\':
      if (reader.take('A')) return { kind: 'start' };
      if (reader.take('Z')) return { kind: 'end', beforeNewline: false };
      return characters(readEscape(reader));
    case '*':
    case '+':
    case '?':
      return invalid(`there is nothing that ${character} could repeat`);
    case '{':
      if (readBounds(reader)) invalid('there is nothing that {} could repeat');
      return characters(0x7b);
    default:
      return characters(character?.codePointAt(0) ?? 0);
  }
}

function readGroup(reader: RegexReader, depth: number): RegexNode {
  const wrap = groupKind(reader);
  const inside = readChoice(reader, depth + 1);
  if (!reader.take(')')) invalid('a parenthesis is not closed');
  return wrap(inside);
}

/** What the characters after a parenthesis say it is for. */
function groupKind(reader: RegexReader): (inside: RegexNode) => RegexNode {
  if (!reader.take('?')) return (inside) => inside;
  if (reader.take(':')) return (inside) => inside;
  if (reader.take('=')) return (part) => ({ kind: 'lookahead', part, isNegative: false });
  if (reader.take('!')) return (part) => ({ kind: 'lookahead', part, isNegative: true });
  return unsupported(`(?${reader.peek() ?? ''}`);
}

/** A second repetition after one is refused; `*?` is the same as `*` where only the question is whether anything matches. */
function readRepeats(reader: RegexReader, atom: RegexNode): RegexNode {
  const bounds = readRepeat(reader);
  if (!bounds) return atom;
  if (atom.kind === 'start' || atom.kind === 'end') invalid('^ or $ cannot be repeated');
  if (atom.kind === 'lookahead') unsupported('a repeated (?= or (?!');
  reader.take('?');
  if (reader.peek() === '+') unsupported('a possessive repetition');
  if (readRepeat(reader)) invalid('a repetition is repeated');
  const [least, most] = bounds;
  if (most !== undefined && most < least) invalid('a repetition wants at least more than at most');
  if (least > mostRepeats || (most ?? 0) > mostRepeats) unsupported(`more than ${mostRepeats} repetitions`);
  return { kind: 'repeat', part: atom, least, most };
}

type Bounds = readonly [least: number, most: number | undefined];

function readRepeat(reader: RegexReader): Bounds | undefined {
  if (reader.take('*')) return [0, undefined];
  if (reader.take('+')) return [1, undefined];
  if (reader.take('?')) return [0, 1];
  const mark = reader.mark();
  if (!reader.take('{')) return undefined;
  const bounds = readBounds(reader);
  if (!bounds) reader.rewind(mark);
  return bounds;
}

/** `{2}`, `{2,}`, `{,3}`, `{2,3}`, of which the brace is read already; anything else is an ordinary brace. */
function readBounds(reader: RegexReader): Bounds | undefined {
  const mark = reader.mark();
  const least = reader.takeWhile(/[0-9]/);
  const hasComma = reader.take(',');
  const most = hasComma ? reader.takeWhile(/[0-9]/) : least;
  if (reader.take('}') && (hasComma || least !== '')) return [Number(least), most === '' ? undefined : Number(most)];
  reader.rewind(mark);
  return undefined;
}

function characters(member: number | CharacterSet): RegexNode {
  const set = typeof member === 'number' ? { isNegated: false, ranges: [[member, member]] as const } : member;
  for (const [first, last] of set.ranges) {
    if (first === 0 || isSurrogate(first) || isSurrogate(last)) unsupported('NUL, or half a character');
  }
  return { kind: 'characters', set };
}

/** PostgreSQL has no such characters. */
function isSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdfff;
}

/** How many characters it is when every repetition is written out. */
function weigh(node: RegexNode): number {
  const sum = (nodes: readonly RegexNode[]): number => nodes.reduce((total, part) => total + weigh(part), 0);
  if (node.kind === 'sequence') return sum(node.parts);
  if (node.kind === 'choice') return sum(node.options);
  if (node.kind === 'lookahead') return weigh(node.part);
  if (node.kind === 'repeat') return weigh(node.part) * Math.max(1, node.least, node.most ?? 1);
  return 1;
}
