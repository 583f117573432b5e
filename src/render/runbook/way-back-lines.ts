import type { Plan } from '../../plan/types.gen.ts';

/** A line of the way back beyond the point of no return: words that may be broken, or a command, which may not. */
export type WayBackLine = { readonly words: string } | { readonly command: string };

/** What people do who go back although MAS has written, with what becomes of what was done since. Nothing where the plan cannot. */
export function wayBackLines({ undo }: Plan): readonly WayBackLine[] {
  const before = undo.flatMap((step) => (step.kind === 'operator' ? [step] : []));
  const losses = undo.flatMap((step) => (step.kind === 'count' ? step.losses : []));
  if (losses.length === 0) return [];
  return [
    { words: 'It loses what people did since. syn2mas-plan rollback PLAN says how much that is, and stops.' },
    ...before.flatMap(({ title, instructions }) => [
      { words: `${title}.` },
      ...instructions.split('\n').map((command) => ({ command })),
    ]),
    { words: 'Somebody looks at what would be lost, and approves that:' },
    { command: 'syn2mas-plan approve PLAN --as YOU --key KEY --discard-mas-changes' },
    { words: 'Then, and start Synapse as before:' },
    { command: 'syn2mas-plan rollback PLAN --discard-mas-changes --allowed-signers FILE' },
    { words: 'What becomes of what was done since:' },
    ...losses.map(({ title, consequence }) => ({ words: `- ${title}: ${consequence}` })),
  ];
}
