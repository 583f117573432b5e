import { keepsBlankLines } from './node-spans.ts';

/** Where the line that holds `offset` begins. */
export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** Where the line after the one that holds `offset` begins. */
export function nextLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end + 1;
}

/** Where the lines of an entry end: with the comment lines below that are indented further than its column. */
export function endOfLines(text: string, end: number, column: number): number {
  let after = nextLine(text, end);
  for (let line = after; line < text.length; line = nextLine(text, line)) {
    const [, space = '', mark] = /^([ \t]*)(\S)?/.exec(text.slice(line, nextLine(text, line))) ?? [];
    if (mark === '#' && space.length > column) after = nextLine(text, line);
    else if (mark !== undefined) break;
  }
  return after;
}

/** The same, with blank lines below where the last scalar takes them in. */
export function endOfBlankLines(text: string, offset: number, leaf: unknown): number {
  let end = offset;
  if (keepsBlankLines(text, leaf)) {
    while (end < text.length && text.slice(end, nextLine(text, end)).trim() === '') end = nextLine(text, end);
  }
  return end;
}

/** Lines that are written at `at`, where a line begins or the text ends without a line break. */
export function linesAt(text: string, at: number, lines: string): string {
  return at === text.length && at > 0 && !text.endsWith('\n') ? `\n${lines.replace(/\n$/, '')}` : lines;
}
