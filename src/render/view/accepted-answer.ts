import { countGroups } from '../../plan/finding-group.ts';
import type { Finding, Plan } from '../../plan/types.gen.ts';
import { formatAmount } from '../format-amount.ts';
import { formatCount } from '../format-count.ts';
import type { Answer, Block } from './blocks.ts';
import { decisionParts } from './decision-parts.ts';

/** What somebody answers for: acceptances of findings, decisions about rows, and what nobody has accepted. */
export function acceptedAnswer(plan: Plan): Answer {
  const { findings, decisions = [] } = plan;
  const accepted = findings.filter(({ acceptance }) => acceptance !== undefined);
  return {
    short: `${describeAccepted(accepted, decisions.length)} ${describeOpen(findings)}`,
    blocks: accepted.length === 0 ? [] : [table(accepted)],
    parts: decisionParts(plan),
  };
}

function describeAccepted(accepted: readonly Finding[], decisions: number): string {
  if (accepted.length === 0 && decisions === 0) return 'Nothing.';
  const people = new Set(accepted.map(({ acceptance }) => acceptance?.by));
  const by = accepted.length === 0 ? '' : `, by ${formatAmount(people.size, 'person', 'people')}`;
  const rows = decisions === 0 ? '' : `; ${formatAmount(decisions, 'decision')} about rows`;
  return `${formatAmount(accepted.length, 'finding')}${by}${rows}.`;
}

function table(accepted: readonly Finding[]): Block {
  return {
    kind: 'table',
    head: ['Finding', 'Found', 'Accepted up to', 'By', 'Until', 'Decision, or only what says', 'Reason'],
    rows: accepted.flatMap(({ id, count, acceptance }) => {
      if (!acceptance) return [];
      const { by, upTo, expires, scope, decision, reason } = acceptance;
      return [
        [
          id,
          count === undefined ? '' : formatCount(count),
          formatCount(upTo),
          by,
          expires ?? '',
          decision ?? scope ?? '',
          reason,
        ],
      ];
    }),
    numbers: [1, 2],
  };
}

function describeOpen(findings: readonly Finding[]): string {
  const { error, warning, unevaluated } = countGroups(findings);
  const open = [
    ...(error > 0 ? [formatAmount(error, 'error')] : []),
    ...(warning > 0 ? [formatAmount(warning, 'warning')] : []),
    ...(unevaluated > 0 ? [`${formatCount(unevaluated)} that could not be evaluated`] : []),
  ];
  if (open.length === 0) return 'No error and no warning is left.';
  const then = error > 0 ? 'With an error apply refuses.' : 'Whoever approves this plan accepts these.';
  return `Nobody has accepted ${open.join(', ')}. ${then}`;
}
