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

/** The way back until then, made with the plan. */
export function wayBackAnswer({ undo }: Plan): Answer {
  return {
    short:
      undo.length === 0
        ? 'The plan has none.'
        : `syn2mas-plan rollback: ${formatAmount(undo.length, 'step')}, made with the plan, up to the point of no return.`,
    blocks:
      undo.length === 0
        ? []
        : [
            {
              kind: 'table',
              head: ['Step', 'What it does'],
              rows: undo.map((step) => [step.id, step.title]),
              numbers: [],
            },
          ],
    parts: undo.map((step) => ({
      title: `${step.id}: ${step.title}`,
      blocks: [undoBlock(step)],
      folded: true,
    })),
  };
}

function undoBlock(step: Undo): Block {
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
