/** A value of a plan as lines, `key: value`, with texts of several lines as they are: for diffs that people read. */
export function describeValue(value: unknown): string {
  return linesOf(value).join('\n');
}

function linesOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item) => under('-', item));
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, part]) => (part === undefined ? [] : under(`${key}:`, part)));
  }
  return String(value).split('\n');
}

function under(label: string, value: unknown): readonly string[] {
  const lines = linesOf(value);
  if (lines.length === 1 && typeof value !== 'object') return [`${label} ${lines[0]}`];
  return [label, ...lines.map((line) => `  ${line}`)];
}
