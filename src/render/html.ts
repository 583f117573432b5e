import { printable } from '../support/printable.ts';
import { renderTemplate, type Templates } from '../support/templates.ts';
import type { Block, Part, PlanView } from './view/blocks.ts';

/** A plan as one HTML file: no network, no script, dark and light, to read on a telephone and on paper. */
export function renderHtml(view: PlanView, templates: Templates): string {
  const context = {
    title: printable(view.title),
    planId: view.planId,
    headline: printable(view.headline),
    errored: view.errored,
    open: view.open.length > 0 && view.open.map((each) => printable(each)),
    sections: view.sections.map(({ id, title, blocks, parts }) => ({
      id,
      title: printable(title),
      blocks: blocks.map((block) => toContext(block, title)),
      parts: parts.map(partContext),
    })),
  };
  return renderTemplate(templates, 'report/plan.html.hbs', context, { escape: 'html' });
}

function partContext({ title, blocks, folded }: Part): object {
  return { title: printable(title), folded, blocks: blocks.map((block) => toContext(block, title)) };
}

/**
 * What the template needs of a block: a flag for its kind, and everything ready to be shown.
 * @param title of what it stands under; it names boxes that scroll, for those who only hear them
 */
function toContext(block: Block, title: string): object {
  const none = {
    text: false,
    list: false,
    facts: false,
    table: false,
    code: false,
    diff: false,
    label: printable(title),
  };
  switch (block.kind) {
    case 'text':
      return { ...none, text: printable(block.text) };
    case 'list':
      return { ...none, list: block.items.map((item) => printable(item)) };
    case 'facts':
      return {
        ...none,
        facts: block.facts.map(([name, value]) => ({ name: printable(name), value: printable(value) })),
      };
    case 'table': {
      const cells = (row: readonly string[]): readonly object[] =>
        row.map((text, column) => ({ text: printable(text), number: block.numbers.includes(column) }));
      return { ...none, table: { head: cells(block.head), rows: block.rows.map(cells) } };
    }
    case 'code': {
      const text = printable(block.text.trimEnd(), { lines: true });
      if (block.language !== 'diff') return { ...none, code: text };
      return { ...none, diff: diffLines(text) };
    }
  }
}

/** The sign at the start of a line says the same as the colour. What stands above the first place names the files. */
function diffLines(diff: string): readonly object[] {
  const lines = diff.split('\n');
  const first = lines.findIndex((line) => line.startsWith('@@'));
  return lines.map((line, index) => ({ line, class: index < first ? 'place' : diffClass(line) }));
}

function diffClass(line: string): 'added' | 'removed' | 'place' | 'same' {
  if (line.startsWith('@@')) return 'place';
  if (line.startsWith('+')) return 'added';
  return line.startsWith('-') ? 'removed' : 'same';
}
