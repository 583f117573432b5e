import type { Plan, Undo } from '../../plan/types.gen.ts';
import { formatAmount } from '../format-amount.ts';
import type { Answer, Block } from './blocks.ts';

/** The point of no return. */
export function noReturnAnswer({ summary }: Plan): Answer {
  return {
    short: summary.pointOfNoReturn,
    blocks: [],
    parts: [],
  };
}

/** The way back, made with the plan: until then, and beyond it. */
export function wayBackAnswer({ undo }: Plan): Answer {
  const losses = undo.flatMap((step) => (step.kind === 'count' ? step.losses : []));
  return {
    short:
      undo.length === 0
        ? 'The plan has none.'
        : `syn2mas-plan rollback: ${formatAmount(undo.length, 'step')}, made with the plan. Beyond the point of no return it counts what would be lost and stops, except with --discard-mas-changes and an approval of that.`,
    blocks: [
      ...table(
        ['Step', 'What it does', 'When'],
        undo.map((step) => [step.id, step.title, whenOf(step)]),
      ),
      ...table(
        ['What it counts, and would lose', 'What becomes of it'],
        losses.map(({ title, consequence }) => [title, consequence]),
      ),
    ],
    parts: undo.map((step) => ({
      title: `${step.id}: ${step.title}`,
      blocks: [undoBlock(step)],
      folded: true,
    })),
  };
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly Block[] {
  return rows.length === 0 ? [] : [{ kind: 'table', head: [...head], rows: rows.map((row) => [...row]), numbers: [] }];
}

function whenOf(step: Undo): string {
  return 'only' in step && step.only !== undefined ? `only with --${step.only}` : 'always';
}

function undoBlock(step: Undo): Block {
  if (step.kind === 'operator')
    return { kind: 'code', language: 'text', text: step.instructions, holds: 'instructions' };
  if (step.kind !== 'restore-file') return { kind: 'code', language: 'sql', text: step.sql, holds: 'query' };
  const { path, backup, before } = step;
  return {
    kind: 'facts',
    facts: [
      ['File', path],
      ['From', backup ?? 'nothing: the file is removed'],
      ...(before === undefined ? [] : [['Afterwards', before] as const]),
    ],
  };
}
