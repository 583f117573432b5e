import type { Output, Terminal } from './surroundings.ts';

/** Lines at the end of a terminal that are drawn again and again, below all that stays. */
export interface RedrawnLines {
  /** Text that stays, in whole lines. */
  print(text: string): void;
  /** Instead of what was drawn before; nothing: only that goes. */
  draw(lines: readonly DrawnLine[]): void;
}

export interface DrawnLine {
  readonly text: string;
  readonly isFaint?: boolean;
}

/**
 * The cursor always stands at the start of the line below what is drawn, so that a process that is killed leaves whole lines, and
 * whatever else writes to the terminal begins on a line of its own. Each line is cut at the width of the terminal.
 */
export function redrawnLines(output: Output, terminal: Terminal): RedrawnLines {
  let drawn: readonly string[] = [];
  let last = '';
  const erase = (): string => {
    const columns = widthOf(terminal);
    // A terminal that became narrower has wrapped them.
    const rows = drawn.reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / columns)), 0);
    return rows === 0 ? '' : `\u001b[${rows}A\r\u001b[J`;
  };
  return {
    print(text) {
      output.write(`${erase()}${text}${last}`);
    },
    draw(lines) {
      const cut = lines.map(({ text, ...style }) => ({ text: cutAt(text, widthOf(terminal)), ...style }));
      const next = cut.map((line) => `${styled(line, terminal)}\n`).join('');
      if (next === last) return;
      output.write(`${erase()}${next}`);
      drawn = cut.map(({ text }) => text);
      last = next;
    },
  };
}

/** One column stays free: at the very edge terminals differ in where the cursor is then. */
function widthOf(terminal: Terminal): number {
  return Math.max(20, (terminal.columns() ?? 80) - 1);
}

function cutAt(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 1)}…`;
}

function styled({ text, isFaint }: DrawnLine, { hasColour }: Terminal): string {
  return isFaint && hasColour ? `\u001b[2m${text}\u001b[22m` : text;
}
