const widest = 100;

/**
 * The line of the SQL that holds a position, its number before it, and a caret below. A long line is cut around
 * the caret.
 * @param position as PostgreSQL gives it: characters (not UTF-16 units) from 1
 */
export function sqlExcerpt(sql: string, position: number): string {
  const characters = Array.from(sql);
  const index = Math.min(Math.max(position - 1, 0), characters.length);
  const start = characters.slice(0, index).lastIndexOf('\n') + 1;
  const end = characters.indexOf('\n', index);
  const line = characters
    .slice(start, end < 0 ? undefined : end)
    .map((character) => (/[\t\r]/.test(character) ? ' ' : character));
  const number = String(characters.slice(0, start).filter((character) => character === '\n').length + 1);

  const from = Math.max(0, Math.min(index - start - Math.floor(widest * 0.7), line.length - widest));
  const left = from > 0 ? '…' : '';
  const right = line.length > from + widest ? '…' : '';
  const shown = `${left}${line.slice(from, from + widest).join('')}${right}`;
  const caret = index - start - from + left.length;
  return `${number} | ${shown}\n${' '.repeat(number.length)} | ${' '.repeat(caret)}^`;
}
