/** `area/name` as the schema of plans has ids, with a number where that is taken already. */
export function stepId(area: string, name: string, taken: ReadonlySet<string>): string {
  const base = `${area}/${name.toLowerCase().replace(/[^a-z0-9_.-]/g, '-') || area}`;
  let id = base;
  for (let count = 2; taken.has(id); count++) id = `${base}-${count}`;
  return id;
}
