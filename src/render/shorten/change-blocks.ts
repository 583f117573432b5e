import type { Block, PlanView } from '../view/blocks.ts';

/** The view with each of its blocks replaced by what `change` makes of it. */
export function changeBlocks(view: PlanView, change: (block: Block) => readonly Block[]): PlanView {
  return {
    ...view,
    sections: view.sections.map((section) => ({
      ...section,
      blocks: section.blocks.flatMap(change),
      parts: section.parts.map((part) => ({ ...part, blocks: part.blocks.flatMap(change) })),
    })),
  };
}
