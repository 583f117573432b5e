import { formatCount } from '../format-count.ts';
import type { Block, PlanView } from '../view/blocks.ts';
import { changeBlocks } from './change-blocks.ts';

/** The view with no more than so many rows of a table, items of a list or parts of a section, and how many there are more. */
export function shortenLists(view: PlanView, most: number): PlanView {
  const shortened = changeBlocks({ ...view, open: firstOf(view.open, most) }, (block) => shortenBlock(block, most));
  return {
    ...shortened,
    sections: shortened.sections.map((section) => {
      if (section.parts.length <= most) return section;
      const more = { kind: 'text' as const, text: moreThan(section.parts.length, most) };
      const parts = section.parts.slice(0, most);
      return { ...section, parts: [...parts, { title: 'And more', blocks: [more], folded: false }] };
    }),
  };
}

function shortenBlock(block: Block, most: number): readonly Block[] {
  switch (block.kind) {
    case 'table': {
      if (block.rows.length <= most) return [block];
      const more = { kind: 'text' as const, text: moreThan(block.rows.length, most) };
      return [{ ...block, rows: block.rows.slice(0, most) }, more];
    }
    case 'list':
      return [{ ...block, items: firstOf(block.items, most) }];
    case 'facts': {
      if (block.facts.length <= most) return [block];
      const more = { kind: 'text' as const, text: moreThan(block.facts.length, most) };
      return [{ ...block, facts: block.facts.slice(0, most) }, more];
    }
    default:
      return [block];
  }
}

function firstOf(items: readonly string[], most: number): readonly string[] {
  return items.length <= most ? items : [...items.slice(0, most), moreThan(items.length, most)];
}

function moreThan(count: number, most: number): string {
  return `And ${formatCount(count - most)} more, left out here.`;
}
