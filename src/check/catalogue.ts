import { renderOddSources } from './coverage/odd-sources.ts';
import { renderCoverage } from './coverage/render-coverage.ts';
import type { Rule } from './rule.ts';
import { renderReleases } from './versions/render-releases.ts';

/** Every rule as a page of Markdown, by area: FINDINGS.md. */
export function renderCatalogue(rules: readonly Rule[]): string {
  const areas = [...new Set(rules.map(({ id }) => areaOf(id)))].sort();
  const parts = areas.map((area) => {
    const some = rules.filter(({ id }) => areaOf(id) === area).sort((a, b) => (a.id < b.id ? -1 : 1));
    return [`## ${area}: ${areaTitles[area] ?? 'other findings'}`, '', ...some.flatMap(describe)].join('\n');
  });
  return `${head}\n${[...parts, renderReleases(), renderOddSources(), renderCoverage()].join('\n')}`;
}

const head = `# Findings

What \`check\` and \`plan\` look for. This page is made from the rules themselves by \`npm run catalogue\`; \`syn2mas-plan explain ID\` says the
same. An **error** stands in the way of the migration, or somebody surely loses access; a **warning** needs a decision; **info** is to be known.
**Not evaluated** means that something could not be looked at (no right, no file, nothing that says it): it is no pass, and counts like a
warning until it is accepted. Some rules give a finding of another severity where the case at hand asks for it. Errors that may be accepted are marked.
`;

const areaTitles: Readonly<Record<string, string>> = {
  acceptance: 'decisions that do not fit',
  appservice: 'bridges and bots',
  data: 'rows of Synapse',
  decision: 'decisions about rows that do not fit',
  devices: 'devices of users',
  discovery: '.well-known/matrix/client',
  links: 'links that are added by --links',
  mas: "MAS's configuration, and what it takes over",
  providers: 'OpenID Connect providers in use',
  synapse: "Synapse's configuration",
  target: 'the database of MAS',
  tokens: 'access and refresh tokens',
  users: 'accounts',
  versions: 'releases of Synapse and MAS',
};

function describe({ id, severity, outcome, isAcceptable, title, why, remedy, learntFrom }: Rule): readonly string[] {
  const kind = `**${outcome ? 'not evaluated' : severity}**${isAcceptable ? ', may be accepted' : ''}`;
  return [
    `### ${id}`,
    '',
    `${kind}. ${title}.`,
    '',
    `- Why it matters: ${why}`,
    `- What to do: ${remedy}`,
    `- Learnt from: ${learntFrom.join('; ')}`,
    '',
  ];
}

function areaOf(id: string): string {
  return id.split('/')[0] ?? '';
}
