import type { Covered, NotChecked } from './covered.ts';
import { dataCoverage } from './data-coverage.ts';
import { loginCoverage } from './login-coverage.ts';
import { notChecked, programCoverage } from './program-coverage.ts';
import { runningCoverage } from './running-coverage.ts';

/** Everything that people ran into, with what answers to it. */
export const coverage: readonly Covered[] = [...dataCoverage, ...loginCoverage, ...runningCoverage, ...programCoverage];

/** What people ran into and what cannot be checked, as Markdown for FINDINGS.md. */
export function renderCoverage(): string {
  return [
    '## What people ran into',
    '',
    'Each with the findings, the errors and the steps of a plan that answer to it, or what of this program keeps it from happening.',
    '',
    '| what happened | told in | here |',
    '| --- | --- | --- |',
    ...coverage.map((row) => `| ${row.what} | ${row.threads.join(', ')} | ${answersOf(row)} |`),
    '',
    '## What cannot be checked',
    '',
    '| what | why | step of the plan |',
    '| --- | --- | --- |',
    ...notChecked.map(({ what, why, steps }: NotChecked) => `| ${what} | ${why} | ${codes(steps)} |`),
    '',
  ].join('\n');
}

function answersOf({ findings = [], errors = [], steps = [], property }: Covered): string {
  const ids = codes([...findings, ...errors, ...steps]);
  return [...(ids === '' ? [] : [ids]), ...(property === undefined ? [] : [property])].join('. ');
}

function codes(ids: readonly string[]): string {
  return ids.map((id) => `\`${id}\``).join(', ');
}
