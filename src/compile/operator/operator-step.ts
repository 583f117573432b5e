import type { OperatorStep } from '../../plan/types.gen.ts';

/** What a person does: `operator/<name>`, with each line of its instructions. */
export function operatorStep(
  phase: OperatorStep['phase'],
  name: string,
  step: {
    readonly title: string;
    readonly reason: string;
    readonly instructions: readonly string[];
    readonly guard?: string | undefined;
  },
): OperatorStep {
  const { title, reason, instructions, guard } = step;
  return {
    id: `operator/${name}`,
    phase,
    kind: 'operator',
    title,
    reason,
    instructions: instructions.join('\n'),
    ...(guard === undefined ? {} : { guard }),
  };
}

/** A remark among commands. It stays on its line, whatever it quotes: the next line would be a command. */
export function note(text: string): string {
  return `# ${text.replaceAll(/\s*[\r\n\u0085\u2028\u2029]\s*/g, ' ')}`;
}
