import { groupName } from '../../plan/finding-group.ts';
import type { Acceptance, Finding, Plan } from '../../plan/types.gen.ts';
import { formatPlace } from '../../support/errors.ts';
import { formatCount } from '../format-count.ts';
import type { Block, Fact, Part, Section } from './blocks.ts';

/** Every finding: errors first, each with what to do, and who accepted it; then, apart, what could not be evaluated. */
export function findingsSections({ findings }: Plan): readonly Section[] {
  const found = (['error', 'warning', 'info'] as const).flatMap((severity) =>
    findings.filter((finding) => finding.severity === severity && finding.outcome === undefined),
  );
  const unevaluated = findings.filter(({ outcome }) => outcome === 'unevaluated');
  const nothing: Block = { kind: 'text', text: 'Nothing.' };
  return [
    { id: 'findings', title: 'What was found', blocks: found.length === 0 ? [nothing] : [], parts: found.map(toPart) },
    ...(unevaluated.length === 0
      ? []
      : [{ id: 'unevaluated', title: 'What could not be evaluated', blocks: [], parts: unevaluated.map(toPart) }]),
  ];
}

function toPart(finding: Finding): Part {
  const group = groupName(finding.outcome ?? finding.severity);
  return {
    title: `${group}${finding.acceptance ? ', accepted' : ''}: ${finding.id}`,
    blocks: [
      { kind: 'text', text: finding.what },
      { kind: 'facts', facts: factsOf(finding) },
    ],
    folded: false,
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
