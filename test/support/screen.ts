/** What a terminal shows: the few control sequences that this program sends, and no other. */
export function screenOf(written: string): readonly string[] {
  const lines: string[] = [''];
  let row = 0;
  let column = 0;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what a terminal is steered by
  for (const [part, up, digits] of written.matchAll(/\u001b\[(\d+)A|\u001b\[(\d*)[Jm]|\r|\n|[^\u001b\r\n]+|\u001b/g)) {
    if (up !== undefined) row = Math.max(0, row - Number(up));
    else if (part === '\r') column = 0;
    else if (part === '\n') {
      row += 1;
      column = 0;
      if (row === lines.length) lines.push('');
    } else if (part.endsWith('J') && part.startsWith('\u001b')) {
      lines[row] = (lines[row] ?? '').slice(0, column);
      lines.length = row + 1;
    } else if (part.startsWith('\u001b')) {
      if (digits === undefined) throw new Error(`unknown to this terminal: ${JSON.stringify(part)}`);
    } else {
      const line = (lines[row] ?? '').padEnd(column);
      lines[row] = line.slice(0, column) + part + line.slice(column + part.length);
      column += part.length;
    }
  }
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}
