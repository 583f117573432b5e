import { oddDatabases } from './odd-databases.ts';
import { oddRows } from './odd-rows.ts';
import type { OddSource } from './odd-source.ts';

/** All of them. */
export const oddSources: readonly OddSource[] = [...oddRows, ...oddDatabases];

/** As Markdown for FINDINGS.md. */
export function renderOddSources(): string {
  return [
    '## Odd sources',
    '',
    'What few databases have, and what becomes of it. A test takes a real database with each of them all the way.',
    '',
    '| what | what becomes of it | how | told by |',
    '| --- | --- | --- | --- |',
    ...oddSources.map((row) => `| ${row.what} | ${row.decision} | ${row.how} | ${toldBy(row)} |`),
    '',
  ].join('\n');
}

function toldBy({ findings = [], reasons = [], errors = [] }: OddSource): string {
  return [...findings, ...reasons, ...errors].map((name) => `\`${name}\``).join(', ');
}
