import { printable } from '../support/printable.ts';
import { renderTemplate, type Templates } from '../support/templates.ts';
import type { Block, PlanView } from './view/blocks.ts';

/** A plan as one HTML file: no network, no script, dark and light, to read on a telephone and on paper. */
export function renderHtml(view: PlanView, templates: Templates): string {
  const sections = view.sections.map((section) => ({
    id: section.id,
    title: section.title,
    blocks: section.blocks.map(toContext),
    parts: section.parts.map((part) => ({ title: printable(part.title), blocks: part.blocks.map(toContext) })),
  }));
  const { planId, headline, errored } = view;
  return renderTemplate(templates, 'report/plan.html.hbs', { title: printable(view.title), planId, headline, errored, sections }, { escape: 'html' });
}

/** What the template needs of a block: a flag for its kind, and everything ready to be shown. */
function toContext(block: Block): object {
  const none = { text: false, list: false, facts: false, table: false, code: false, diff: false };
  switch (block.kind) {
    case 'text':
      return { ...none, text: printable(block.text) };
    case 'list':
      return { ...none, list: block.items.map((item) => printable(item)) };
    case 'facts':
      return { ...none, facts: block.facts.map(([label, value]) => ({ label, value: printable(value) })) };
    case 'table': {
      const cells = (row: readonly string[]) => row.map((text, column) => ({ text: printable(text), number: block.numbers.includes(column) }));
      return { ...none, table: { head: cells(block.head), rows: block.rows.map(cells) } };
    }
    case 'code': {
      const text = printable(block.text.trimEnd(), { lines: true });
      if (block.language !== 'diff') return { ...none, code: text };
      return { ...none, diff: text.split('\n').map((line) => ({ line, class: diffClass(line) })) };
    }
  }
}

/** The sign at the start of the line says the same as the colour. */
function diffClass(line: string): 'added' | 'removed' | 'place' | 'same' {
  if (/^(\+\+\+|---|@@)/.test(line)) return 'place';
  if (line.startsWith('+')) return 'added';
  return line.startsWith('-') ? 'removed' : 'same';
}
