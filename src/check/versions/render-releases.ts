import { knownBadSynapse } from './known-bad.ts';
import { type Milestone, milestones } from './milestones.ts';

/** The releases that rules ask for and those with a known fault, as Markdown for FINDINGS.md. */
export function renderReleases(): string {
  const since = Object.values<Milestone>(milestones).map(
    ({ service, since, brings, learntFrom }) => `| ${service} ${since} | ${brings} | ${learntFrom} |`,
  );
  const bad = knownBadSynapse.map(
    ({ from, until, severity, what, learntFrom }) => `| ${from} | ${until} | ${severity} | ${what} | ${learntFrom} |`,
  );
  return [
    '## Releases',
    '',
    'The version of Synapse is what `--synapse-version` says, else the range that its database gives; that of MAS follows from its newest',
    'migration. Rules ask for these:',
    '',
    '| from | the service … | learnt from |',
    '| --- | --- | --- |',
    ...since,
    '',
    'Releases of Synapse with a known fault:',
    '',
    '| from | until | severity | fault | learnt from |',
    '| --- | --- | --- | --- | --- |',
    ...bad,
    '',
  ].join('\n');
}
