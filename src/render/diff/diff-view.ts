import { createTwoFilesPatch, OMIT_HEADERS } from 'diff';
import { formatAmount } from '../format-amount.ts';
import { formatCount } from '../format-count.ts';
import type { Code, Part, PlanView, Section } from '../view/blocks.ts';
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
  return {
    id,
    title,
    short: `${counts.join(', ')}.`,
    blocks: [
      { kind: 'facts', facts: changes.map((change) => [`${change.kind}: ${change.name}`, describe(change)] as const) },
    ],
    parts: changes.filter(isLong).map(partOf),
  };
}

function describe(change: Change): string {
  if (isLong(change)) {
    const lines = patchOf(change).split('\n');
    const count = (sign: string): string => formatCount(lines.filter((line) => line.startsWith(sign)).length);
    return `+${count('+')} and -${count('-')} lines, below`;
  }
  const { old, new: now } = change;
  if (old === undefined || now === undefined) return old ?? now ?? '';
  return `${old} → ${now}`;
}

function partOf(change: Change): Part {
  const { kind, name } = change;
  const code: Code = { kind: 'code', language: 'diff', text: patchOf(change), holds: 'diff' };
  return { title: `${kind}: ${name}`, blocks: [code], folded: true };
}

/** Without headers: it begins with the first place. */
function patchOf({ old, new: now }: Change): string {
  const [before, after] = [old, now].map((value) =>
    value === undefined
      ? ''
      : `${value}
`,
  );
  const options = { context: 3, headerOptions: OMIT_HEADERS };
  return createTwoFilesPatch('', '', before ?? '', after ?? '', undefined, undefined, options).trimStart();
}

function isLong({ old = '', new: now = '' }: Change): boolean {
  return [old, now].some((value) => value.includes('\n') || value.length > 120);
}
