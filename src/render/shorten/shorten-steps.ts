import { formatAmount } from '../format-amount.ts';
import type { Code, PlanView } from '../view/blocks.ts';
import { questions } from '../view/questions.ts';
import { changeBlocks } from './change-blocks.ts';
import { shortenLists } from './shorten-lists.ts';
import { shortenTexts } from './shorten-texts.ts';

/** One way to make a report shorter: what is missing afterwards, and the view without it. */
export interface ShortenStep {
  readonly without: string;
  readonly shorten: (view: PlanView) => PlanView;
}

/** What goes first, second, …: each after all that stand before it. The last leaves what fits into any report. */
export const shortenSteps: readonly ShortenStep[] = [
  { without: 'the SELECTs of the copies', shorten: (view) => withoutCode(view, 'copy') },
  { without: 'other SQL', shorten: (view) => withoutCode(view, 'query') },
  { without: 'columns, constraints and indexes', shorten: (view) => withoutCode(view, 'catalog') },
  { without: 'what apply writes into files to the byte', shorten: (view) => withoutCode(view, 'bytes') },
  { without: 'diffs', shorten: (view) => withoutCode(view, 'diff') },
  { without: 'instructions for people', shorten: (view) => withoutCode(view, 'instructions') },
  { without: 'examples of users', shorten: withoutPeople },
  { without: 'every step in full', shorten: (view) => withoutSections(view, ['details']) },
  { without: 'what stands from the 11th place on in tables and lists', shorten: (view) => shortenLists(view, 10) },
  { without: 'what is folded', shorten: withoutFolds },
  { without: 'findings one by one, and options', shorten: onlyAnswers },
  { without: 'what stands from the 4th place on in tables and lists', shorten: (view) => shortenLists(view, 3) },
  { without: 'the ends of long texts', shorten: (view) => shortenTexts(view, 200) },
  { without: 'all but one sentence for each question', shorten: onlyShort },
  { without: 'all but the headings', shorten: onlyHeadings },
];

function withoutCode(view: PlanView, holds: Code['holds']): PlanView {
  return changeBlocks(view, (block) => {
    if (block.kind !== 'code' || block.holds !== holds) return [block];
    const lines = block.text.trimEnd().split('\n').length;
    return [{ kind: 'text', text: `Left out here: ${formatAmount(lines, 'line')}.` }];
  });
}

function withoutPeople(view: PlanView): PlanView {
  return changeBlocks(view, (block) => {
    if (block.kind === 'table') return block.people ? [] : [block];
    if (block.kind !== 'facts') return [block];
    return [{ ...block, facts: block.facts.filter(([label]) => label !== 'Who, for example') }];
  });
}

function withoutSections(view: PlanView, ids: readonly string[]): PlanView {
  return { ...view, sections: view.sections.filter(({ id }) => !ids.includes(id)) };
}

function withoutFolds(view: PlanView): PlanView {
  const sections = view.sections.map((section) => ({
    ...section,
    parts: section.parts.filter(({ folded }) => !folded),
  }));
  return { ...view, sections };
}

/** Contradictions stay: nobody may miss them. */
function onlyAnswers(view: PlanView): PlanView {
  const kept: readonly string[] = ['contradictions', ...questions.map(([id]) => id)];
  const sections = view.sections.filter(({ id }) => kept.includes(id));
  return { ...view, sections };
}

function onlyShort(view: PlanView): PlanView {
  const sections = view.sections.map((section) =>
    section.short === undefined ? section : { ...section, blocks: [], parts: [] },
  );
  return { ...view, sections };
}

function onlyHeadings(view: PlanView): PlanView {
  const { title, open, ...rest } = shortenTexts(view, 40);
  const sections = rest.sections.map(({ id, title: heading }) => ({ id, title: heading, blocks: [], parts: [] }));
  return { ...rest, title, open: [], sections };
}
