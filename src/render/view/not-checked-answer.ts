import type { Plan } from '../../plan/types.gen.ts';
import { formatAmount } from '../format-amount.ts';
import type { Answer, Block } from './blocks.ts';

/** What nobody looked at: rules that could not be evaluated here, and what every plan relies on. */
export function notCheckedAnswer({ findings, assumptions }: Plan): Answer {
  const unevaluated = findings.filter(({ outcome }) => outcome === 'unevaluated');
  const blocks: readonly Block[] = [
    ...listOf(
      'Could not be evaluated here:',
      unevaluated.map(({ id, what, acceptance }) => `${id}${acceptance ? ', accepted' : ''}: ${what}`),
    ),
    ...listOf('The plan relies on this:', assumptions),
  ];
  const parts = [
    ...(unevaluated.length > 0 ? [`${formatAmount(unevaluated.length, 'rule')} could not be evaluated here.`] : []),
    ...(assumptions.length > 0
      ? [`The plan relies on ${formatAmount(assumptions.length, 'thing')} that it cannot check.`]
      : []),
  ];
  return { short: parts.join(' ') || 'The plan names nothing.', blocks, parts: [] };
}

function listOf(text: string, items: readonly string[]): readonly Block[] {
  if (items.length === 0) return [];
  return [
    { kind: 'text', text },
    { kind: 'list', items },
  ];
}
