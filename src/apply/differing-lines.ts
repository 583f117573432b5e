/** The lines that only one of two sorted texts has: `- ` from the first, `+ ` from the second; at most 40 of them. */
export function differingLines(before: string, after: string): string {
  const [was, is] = [before, after].map((text) => new Set(text.split('\n').filter((line) => line !== '')));
  if (!was || !is) return '';
  // What is said of one column stands together, first as it was.
  const lines = [
    ...[...was].filter((line) => !is.has(line)).map((line) => ({ subject: subjectOf(line), text: `- ${line}` })),
    ...[...is].filter((line) => !was.has(line)).map((line) => ({ subject: subjectOf(line), text: `+ ${line}` })),
  ].sort((a, b) => (a.subject < b.subject ? -1 : a.subject > b.subject ? 1 : 0));
  const shown = lines.slice(0, most).map(({ text }) => text);
  return [...shown, ...(lines.length > most ? [`… and ${lines.length - most} more`] : [])].join('\n');
}

const most = 40;

function subjectOf(line: string): string {
  return line.split(' ', 1)[0] ?? '';
}
