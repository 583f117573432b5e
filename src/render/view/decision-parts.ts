import type { Decision, Plan } from '../../plan/types.gen.ts';
import { formatCount } from '../format-count.ts';
import type { Block, Part } from './blocks.ts';

/** Each decision about rows of Synapse, with what it does to the accounting. */
export function decisionParts({ decisions = [] }: Plan): readonly Part[] {
  return decisions.map((decision) => ({
    title: `Decided about rows: ${decision.decision}`,
    blocks: [factsOf(decision), effectsOf(decision)],
    folded: false,
  }));
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
