import type { Block, PlanView } from '../view/blocks.ts';
import { changeBlocks } from './change-blocks.ts';

/** The view with no text longer than so many characters, but for its headline and headings; code goes. */
export function shortenTexts(view: PlanView, most: number): PlanView {
  const short = (text: string): string => cut(text, most);
  const shortened = changeBlocks({ ...view, title: short(view.title), open: view.open.map(short) }, (block) =>
    shortenBlock(block, short),
  );
  return {
    ...shortened,
    sections: shortened.sections.map((section) => ({
      ...section,
      ...(section.short === undefined ? {} : { short: short(section.short) }),
      parts: section.parts.map((part) => ({ ...part, title: short(part.title) })),
    })),
  };
}

function shortenBlock(block: Block, short: (text: string) => string): readonly Block[] {
  switch (block.kind) {
    case 'text':
      return [{ ...block, text: short(block.text) }];
    case 'list':
      return [{ ...block, items: block.items.map(short) }];
    case 'facts':
      return [{ ...block, facts: block.facts.map(([label, value]) => [short(label), short(value)] as const) }];
    case 'table':
      return [{ ...block, rows: block.rows.map((row) => row.map(short)) }];
    case 'code':
      return [];
  }
}

/** Whole characters, never half of a pair. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const characters = [...text.slice(0, 2 * most)];
  return characters.length <= most ? characters.join('') : `${characters.slice(0, most).join('')}…`;
}
