import type { Plan, Step } from '../../plan/types.gen.ts';
import { formatAmount } from '../format-amount.ts';
import { formatCount } from '../format-count.ts';
import type { Answer, Table } from './blocks.ts';

/**
 * Which SQL runs on which database, among everything else that happens, in order. Checks that follow each other are one line here, and
 * one line each in a part of their own; the SQL itself stands under every step in full.
 */
export function sqlAnswer({ steps }: Plan): Answer {
  const checks = steps.filter(({ kind }) => kind === 'assert');
  return {
    short: describe(steps),
    blocks: [table(groupChecks(steps).map(toRow))],
    parts:
      checks.length === 0
        ? []
        : [{ title: 'Every check', blocks: [table(checks.map((check) => toRow([check])))], folded: true }],
  };
}

function describe(steps: readonly Step[]): string {
  const count = (wanted: (step: Step) => boolean, ...nouns: [string, string?]): string =>
    formatAmount(steps.filter(wanted).length, ...nouns);
  const copies = count(({ kind }) => kind === 'copy', 'copy', 'copies');
  const onMas = count(({ kind }) => kind === 'sql', 'sql step');
  const checksOf = (database: string): string =>
    count((step) => step.kind === 'assert' && step.database === database, 'check');
  return `On the database of MAS, in one transaction: ${onMas}, ${copies}, ${checksOf('mas')}. On the database of Synapse, which is only read: the SELECT of each copy, ${checksOf('synapse')}. People do the operator steps.`;
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
  const what = step.kind === 'copy' ? `${step.title}: ${formatCount(step.rows)} rows` : step.title;
  return [step.phase, step.id, what];
}

function table(rows: readonly (readonly string[])[]): Table {
  return { kind: 'table', head: ['Phase', 'Step', 'What it does'], rows, numbers: [] };
}
