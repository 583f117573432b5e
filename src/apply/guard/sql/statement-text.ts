import type { Statement } from './parse-sql.ts';

/** Two statements with the same text here mean the same: places in the text and the white space in strings are left out. */
export function statementText({ kind, node }: Pick<Statement, 'kind' | 'node'>): string {
  return JSON.stringify([kind, node], (key, value: unknown) => {
    if (key === 'location' || key.endsWith('_location')) return undefined;
    return typeof value === 'string' ? value.replaceAll(/\s+/g, ' ') : value;
  });
}
