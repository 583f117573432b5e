import type { Finding, Plan } from '../../plan/types.gen.ts';
import { formatPlace } from '../../support/errors.ts';
import { formatCount } from '../format-count.ts';
import type { Block, Section } from './blocks.ts';

/** Every finding: errors first, each with what to do, and who accepted it. */
export function findingsSection({ findings }: Plan): Section {
  const table: Block = {
    kind: 'table',
    head: ['Severity', 'Finding', 'What', 'Accepted'],
    rows: findings.map(({ severity, id, what, acceptance }) => [severity, id, what, acceptance ? `by ${acceptance.by}` : '']),
    numbers: [],
  };
  return {
    id: 'findings',
    title: 'What was found',
    blocks: findings.length === 0 ? [{ kind: 'text', text: 'Nothing.' }] : [table],
    parts: findings.map((finding) => ({ title: `${finding.severity} ${finding.id}`, blocks: [{ kind: 'facts', facts: factsOf(finding) }] })),
  };
}

function factsOf({ what, where, count, samples, why, remedy, acceptance }: Finding): readonly (readonly [string, string])[] {
  return [
    ['What', what],
    ...where.map((place) => ['Where', formatPlace(place)] as const),
    ...(count === undefined ? [] : [['How many', formatCount(count)] as const]),
    ...(samples && samples.length > 0 ? [['Who, for example', samples.join(', ')] as const] : []),
    ['Why it matters', why],
    ['Remedy', remedy],
    ...(acceptance ? [['Accepted', `up to ${formatCount(acceptance.upTo)} by ${acceptance.by}: ${acceptance.reason}`] as const] : []),
  ];
}
