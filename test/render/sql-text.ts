import { parse } from 'libpg-query';

/** What a server sees of a file for psql: without the commands of psql itself. */
export function withoutCommands(sql: string): string {
  return sql
    .split('\n')
    .filter((line) => !line.startsWith('\\'))
    .join('\n');
}

/** The statements that stand in comments and begin with COPY, each parsed by PostgreSQL's grammar. */
export async function copiesIn(sql: string): Promise<readonly string[]> {
  const comments = sql
    .split('\n')
    .filter((line) => line.startsWith('--'))
    .map((line) => line.slice(3))
    .join('\n');
  const copies = [
    ...comments.matchAll(/^COPY (?:\([\s\S]*?\n\) TO STDOUT|.* FROM STDIN) WITH \(FORMAT binary\);$/gm),
  ].map(([copy]) => copy);
  for (const copy of copies) await parse(copy);
  return copies;
}
