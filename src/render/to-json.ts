/**
 * A value as indented JSON that a terminal may show: what JSON itself leaves alone, such as marks that turn the direction of
 * writing, is written as an escape. It means the same.
 */
export function toJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2).replaceAll(hidden, escapeUnits)}\n`;
}

/** The same as one line. */
export function toJsonLine(value: unknown): string {
  return `${JSON.stringify(value).replaceAll(hidden, escapeUnits)}\n`;
}

/** Like those of `printable`, but for the line ends between the values. */
const hidden = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

function escapeUnits(character: string): string {
  const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
}
