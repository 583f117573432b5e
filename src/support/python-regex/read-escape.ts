import type { CharacterSet } from './regex-node.ts';
import { invalid, type RegexReader, unsupported } from './regex-reader.ts';

/** The code point, or the class, that stands behind a backslash, which is read already. Within and outside of brackets alike. */
export function readEscape(reader: RegexReader): number | CharacterSet {
  const character = reader.next();
  if (character === undefined) invalid('it ends in a backslash');
  const set = classes[character];
  if (set) return set;
  const control = controls[character];
  if (control !== undefined) return control;
  const digits = hexDigits[character];
  if (digits !== undefined) return readHex(reader, character, digits);
  if (/[0-9]/.test(character)) unsupported(`\\${character}`);
  // Anchors and names, some of them only in a newer Python.
  if (/[bBAZzN]/.test(character)) unsupported(`\\${character}`);
  if (/[A-Za-z]/.test(character)) invalid(`there is no escape \\${character}`);
  return character.codePointAt(0) ?? 0;
}

function readHex(reader: RegexReader, letter: string, digits: number): number {
  const text = reader.takeWhile(/[0-9A-Fa-f]/, digits);
  if (text.length !== digits) invalid(`\\${letter} needs ${digits} hexadecimal digits`);
  const code = Number.parseInt(text, 16);
  if (code > 0x10ffff) invalid(`\\${letter}${text} is no character`);
  return code;
}

const hexDigits: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };
const controls: Readonly<Record<string, number>> = { n: 10, t: 9, r: 13, f: 12, v: 11, a: 7 };

const digit = [[48, 57]] as const;
const space = [
  [9, 13],
  [28, 32],
] as const;
const word = [
  [48, 57],
  [65, 90],
  [95, 95],
  [97, 122],
] as const;

/** For texts of ASCII: beyond it Python knows more digits, blanks and letters. */
const classes: Readonly<Record<string, CharacterSet>> = {
  d: { isNegated: false, ranges: digit },
  s: { isNegated: false, ranges: space },
  w: { isNegated: false, ranges: word },
  D: { isNegated: true, ranges: digit },
  S: { isNegated: true, ranges: space },
  W: { isNegated: true, ranges: word },
};
