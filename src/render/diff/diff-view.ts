import { createTwoFilesPatch, OMIT_HEADERS } from 'diff';
import { formatAmount } from '../format-amount.ts';
import type { Part, PlanView, Section } from '../view/blocks.ts';
import type { Change, PlanDiff } from './diff-plans.ts';

/** The difference of two plans as a report: what changed, by question; what is long, as a unified diff in a fold. */
export function diffView(diff: PlanDiff): PlanView {
  const changed = diff.sections.filter(({ changes }) => changes.length > 0);
  const same = diff.sections.filter(({ changes }) => changes.length === 0);
  const isAll = changed.length === 0;
  return {
    title: 'Difference of two plans',
    ids: [
      ['Old plan', diff.old],
      ['New plan', diff.new],
    ],
    headline: headline(diff),
    errored: false,
    open: [],
    sections: [
      ...changed.map(({ id, title, changes }) => sectionOf(id, title, changes)),
      ...(isAll
        ? []
        : [
            {
              id: 'same',
              title: 'The same in both',
              blocks: [{ kind: 'list' as const, items: same.map(({ title }) => title) }],
              parts: [],
            },
          ]),
    ].filter(({ blocks, parts }) => blocks.length > 0 || parts.length > 0),
  };
}

function headline({ same, sections }: PlanDiff): string {
  if (same)
    return 'Nothing differs: both files have the same bytes, and approvals of the one are approvals of the other.';
  const count = sections.reduce((sum, { changes }) => sum + changes.length, 0);
  const what = count === 0 ? 'Both say the same, in other bytes' : formatAmount(count, 'difference');
  return `${what}. The new plan is another plan: no approval of the old one holds for it.`;
}

function sectionOf(id: string, title: string, changes: readonly Change[]): Section {
  const counts = (['changed', 'new', 'gone'] as const).flatMap((kind) => {
    const some = changes.filter((change) => change.kind === kind).length;
    return some === 0 ? [] : [`${some} ${kind}`];
  });
  const short = changes.filter((change) => !isLong(change));
  return {
    id,
    title,
    short: `${counts.join(', ')}.`,
    blocks:
      short.length === 0
        ? []
        : [
            {
              kind: 'table',
              head: ['Change', 'What', 'Old', 'New'],
              rows: short.map((change) => [change.kind, change.name, change.old ?? '', change.new ?? '']),
              numbers: [],
            },
          ],
    parts: changes.filter(isLong).map(partOf),
  };
}

function partOf({ kind, name, old = '', new: now = '' }: Change): Part {
  const options = { context: 3, headerOptions: OMIT_HEADERS };
  const text = createTwoFilesPatch('', '', `${old}\n`, `${now}\n`, undefined, undefined, options);
  return { title: `${kind}: ${name}`, blocks: [{ kind: 'code', language: 'diff', text, holds: 'diff' }], folded: true };
}

function isLong({ old = '', new: now = '' }: Change): boolean {
  return [old, now].some((value) => value.includes('\n') || value.length > 120);
}
