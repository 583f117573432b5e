import type { Decision, Plan } from '../../plan/types.gen.ts';
import { formatCount } from '../format-count.ts';
import type { Block, Part } from './blocks.ts';

/** Each decision about rows of Synapse, with what it does to the accounting, and the links that are added. */
export function decisionParts({ decisions = [], links }: Plan): readonly Part[] {
  const parts = decisions.map((decision) => ({
    title: `Decided about rows: ${decision.decision}`,
    blocks: [factsOf(decision), effectsOf(decision)],
    folded: false,
  }));
  if (!links) return parts;
  const added: Block = {
    kind: 'facts',
    facts: [
      ['File', links.path],
      ['sha256', links.sha256],
      ['Links', `${formatCount(links.links)}; the accounting of links says what becomes of them`],
    ],
  };
  return [...parts, { title: 'Links that are added', blocks: [added], folded: false }];
}

function factsOf({ by, reason, rows, upTo, expires, findings }: Decision): Block {
  return {
    kind: 'facts',
    facts: [
      ['Decided', `by ${by}: ${reason}`],
      ['Rows', `${formatCount(rows)}, at most ${formatCount(upTo)}`],
      ...(expires === undefined ? [] : [['Until', expires] as const]),
      ['Settles', findings.join(', ') || 'nothing'],
    ],
  };
}

function effectsOf({ effects }: Decision): Block {
  if (effects.length === 0) return { kind: 'text', text: 'It changes nothing in the accounting.' };
  return {
    kind: 'table',
    head: ['Rows of Synapse', 'What becomes of them', 'Without it', 'With it'],
    rows: effects.map(({ entity, outcome, before, after }) => [
      entity,
      describeOutcome(outcome),
      formatCount(before),
      formatCount(after),
    ]),
    numbers: [2, 3],
  };
}

/** `migrated:users` and `skipped:excluded-guest` as people say it. */
function describeOutcome(outcome: string): string {
  return outcome.replace(/^migrated:/, 'go to ').replace(/^skipped:/, 'left out: ');
}
