import { groupName } from '../../plan/finding-group.ts';
import type { Acceptance, Finding, Plan } from '../../plan/types.gen.ts';
import { formatPlace } from '../../support/errors.ts';
import { describeAcceptance } from '../describe-acceptance.ts';
import { formatAmount } from '../format-amount.ts';
import { formatCount } from '../format-count.ts';
import type { Block, Fact, Part, Section } from './blocks.ts';

/** Every finding: errors first, each with what to do, and who accepted it; then, apart, what could not be evaluated. */
export function findingsSections({ findings }: Plan): readonly Section[] {
  const found = (['error', 'warning', 'info'] as const).flatMap((severity) =>
    findings.filter((finding) => finding.severity === severity && finding.outcome === undefined),
  );
  const unevaluated = findings.filter(({ outcome }) => outcome === 'unevaluated');
  return [
    { id: 'findings', title: 'What was found', short: describe(found), blocks: [], parts: found.map(toPart) },
    ...(unevaluated.length === 0
      ? []
      : [
          {
            id: 'unevaluated',
            title: 'What could not be evaluated',
            short: `${formatAmount(unevaluated.length, 'rule')} had nothing to look at, or could not look.`,
            blocks: [],
            parts: unevaluated.map(toPart),
          },
        ]),
  ];
}

function describe(found: readonly Finding[]): string {
  const amounts = (['error', 'warning', 'info'] as const).flatMap((severity) => {
    const some = found.filter((finding) => finding.severity === severity).length;
    if (some === 0) return [];
    return severity === 'info' ? [`${formatCount(some)} for information`] : [formatAmount(some, severity)];
  });
  const accepted = found.filter(({ acceptance }) => acceptance).length;
  const of = accepted === 0 ? '' : `; ${formatCount(accepted)} of these accepted`;
  return amounts.length === 0 ? 'Nothing.' : `${amounts.join(', ')}${of}.`;
}

/** What is for information and no more is folded, under its sentence. */
function toPart(finding: Finding): Part {
  const { id, severity, outcome, what, acceptance } = finding;
  const title = `${groupName(outcome ?? severity)}${acceptance ? `, ${describeAcceptance(acceptance).word}` : ''}: ${id}`;
  const facts: Block = { kind: 'facts', facts: factsOf(finding) };
  if (severity === 'info' && outcome === undefined && !acceptance) {
    return { title: `${title}: ${what}`, blocks: [facts], folded: true };
  }
  return { title, blocks: [{ kind: 'text', text: what }, facts], folded: false };
}

function factsOf({ where, count, samples, why, remedy, acceptance }: Finding): readonly Fact[] {
  return [
    ...where.map((place): Fact => ['Where', formatPlace(place)]),
    ...(count === undefined ? [] : [['How many', formatCount(count)] as const]),
    ...(samples && samples.length > 0 ? [['Who, for example', samples.join(', ')] as const] : []),
    ['Why it matters', why],
    ['Remedy', remedy],
    ...(acceptance ? [decisionFact(acceptance)] : []),
  ];
}

function decisionFact(acceptance: Acceptance): Fact {
  const { word, text } = describeAcceptance(acceptance);
  return [word === 'decided' ? 'Decided' : 'Accepted', text];
}
