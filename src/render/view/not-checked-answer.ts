import type { Plan } from '../../plan/types.gen.ts';
import type { Answer, Block } from './blocks.ts';

/** What nobody looked at: rules that could not be evaluated here, and what every plan relies on. */
export function notCheckedAnswer({ findings, assumptions }: Plan): Answer {
  const unevaluated = findings.filter(({ outcome }) => outcome === 'unevaluated');
  const lists: readonly Block[] = [
    ...listOf(
      'Could not be evaluated here:',
      unevaluated.map(({ id, what, acceptance }) => `${id}${acceptance ? ', accepted' : ''}: ${what}`),
    ),
    ...listOf('The plan relies on this:', assumptions),
  ];
  return { blocks: lists.length > 0 ? lists : [{ kind: 'text', text: 'The plan names nothing.' }], parts: [] };
}

function listOf(text: string, items: readonly string[]): readonly Block[] {
  if (items.length === 0) return [];
  return [
    { kind: 'text', text },
    { kind: 'list', items },
  ];
}
