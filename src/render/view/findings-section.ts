import type { Acceptance, Finding, Plan } from '../../plan/types.gen.ts';
import { formatPlace } from '../../support/errors.ts';
import { formatCount } from '../format-count.ts';
import type { Fact, Section } from './blocks.ts';

/** Every finding: errors first, each with what to do, and who accepted it. */
export function findingsSection({ findings }: Plan): Section {
  const ordered = (['error', 'warning', 'info'] as const).flatMap((severity) =>
    findings.filter((finding) => finding.severity === severity),
  );
  return {
    id: 'findings',
    title: 'What was found',
    blocks: findings.length === 0 ? [{ kind: 'text', text: 'Nothing.' }] : [],
    parts: ordered.map((finding) => ({
      title: `${finding.severity}${finding.acceptance ? ', accepted' : ''}: ${finding.id}`,
      blocks: [
        { kind: 'text', text: finding.what },
        { kind: 'facts', facts: factsOf(finding) },
      ],
      folded: false,
    })),
  };
}

function factsOf({ where, count, samples, why, remedy, acceptance }: Finding): readonly Fact[] {
  return [
    ...where.map((place): Fact => ['Where', formatPlace(place)]),
    ...(count === undefined ? [] : [['How many', formatCount(count)] as const]),
    ...(samples && samples.length > 0 ? [['Who, for example', samples.join(', ')] as const] : []),
    ['Why it matters', why],
    ['Remedy', remedy],
    ...(acceptance ? [['Accepted', describeAcceptance(acceptance)] as const] : []),
  ];
}

function describeAcceptance({ by, reason, upTo }: Acceptance): string {
  return `by ${by}, up to ${formatCount(upTo)}: ${reason}`;
}
