import type { OperatorStep } from '../../plan/types.gen.ts';

/** What a person is told about a step. */
interface StepTexts
  extends Pick<
    OperatorStep,
    'title' | 'reason' | 'guard' | 'who' | 'expect' | 'otherwise' | 'runs' | 'pointOfNoReturn'
  > {
  readonly instructions: readonly string[];
}

/** What a person does: `operator/<name>`, with each line of its instructions. */
export function operatorStep(
  phase: OperatorStep['phase'],
  name: string,
  { title, reason, instructions, ...more }: StepTexts,
): OperatorStep {
  return {
    id: `operator/${name}`,
    phase,
    kind: 'operator',
    title,
    reason,
    instructions: instructions.join('\n'),
    ...more,
  };
}

/** A remark among commands. It stays on its line, whatever it quotes: the next line would be a command. */
export function note(text: string): string {
  return `# ${text.replaceAll(/\s*[\r\n\u0085\u2028\u2029]\s*/g, ' ')}`;
}
