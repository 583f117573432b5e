import type { Plan, Step } from '../../plan/types.gen.ts';
import { formatCount } from '../format-count.ts';
import type { Section, Table } from './blocks.ts';

/** What runs, in order. Checks that follow each other are one line here, and one line each in a part of their own. */
export function stepsSection({ steps }: Plan): Section {
  const checks = steps.filter(({ kind }) => kind === 'assert');
  return {
    id: 'steps',
    title: 'Which steps run, in order',
    blocks: [table(groupChecks(steps).map(toRow))],
    parts:
      checks.length === 0
        ? []
        : [{ title: 'Every check', blocks: [table(checks.map((check) => toRow([check])))], folded: true }],
  };
}

function groupChecks(steps: readonly Step[]): readonly (readonly Step[])[] {
  const groups: Step[][] = [];
  for (const step of steps) {
    const last = groups.at(-1);
    const joins = last?.every(({ kind, phase }) => kind === 'assert' && step.kind === kind && step.phase === phase);
    if (last && joins) last.push(step);
    else groups.push([step]);
  }
  return groups;
}

function toRow(group: readonly Step[]): readonly string[] {
  const [step] = group;
  if (!step) return [];
  if (group.length > 1) return [step.phase, `${group.length} checks`, 'Nothing is written unless all of them hold'];
  return [step.phase, step.id, step.kind === 'copy' ? `${step.title}: ${formatCount(step.rows)} rows` : step.title];
}

function table(rows: readonly (readonly string[])[]): Table {
  return { kind: 'table', head: ['Phase', 'Step', 'What it does'], rows, numbers: [] };
}
