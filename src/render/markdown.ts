import { printable } from '../support/printable.ts';
import { escapeInHtml, escapeMarkdown, fenced } from './markdown-escape.ts';
import type { Block, Part, PlanView, Section, Table } from './view/blocks.ts';

/** A plan for a pull request: answers outside, details folded. */
export function renderMarkdown(view: PlanView): string {
  const head = [
    `# ${escapeMarkdown(view.title)}`,
    `Plan id: \`${view.planId}\``,
    `**${escapeMarkdown(view.headline)}**`,
    ...(view.open.length === 0 ? [] : [view.open.map((each) => `- ${escapeMarkdown(each)}`).join('\n')]),
  ];
  return [...head, ...view.sections.map(renderSection)].join('\n\n').concat('\n');
}

function renderSection({ title, blocks, parts }: Section): string {
  return [`## ${escapeMarkdown(title)}`, ...blocks.map(renderBlock), ...parts.map(renderPart)].join('\n\n');
}

function renderPart({ title, blocks, folded }: Part): string {
  const content = blocks.map(renderBlock);
  if (!folded) return [`### ${escapeMarkdown(title)}`, ...content].join('\n\n');
  // What is inside is read as Markdown only after an empty line.
  return [`<details>\n<summary>${escapeInHtml(title)}</summary>`, ...content, '</details>'].join('\n\n');
}

function renderBlock(block: Block): string {
  switch (block.kind) {
    case 'text':
      return escapeMarkdown(block.text);
    case 'list':
      return block.items.map((item) => `- ${escapeMarkdown(item)}`).join('\n');
    case 'facts':
      return block.facts.map(([label, value]) => `- **${escapeMarkdown(label)}:** ${escapeMarkdown(value)}`).join('\n');
    case 'table':
      return renderTable(block);
    case 'code':
      return fenced(block.language, printable(block.text.trimEnd(), { lines: true }));
  }
}

function renderTable({ head, rows, numbers }: Table): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    line(head.map(escapeMarkdown)),
    line(head.map((_, column) => (numbers.includes(column) ? '---:' : '---'))),
    ...rows.map((cells) => line(cells.map(escapeMarkdown))),
  ].join('\n');
}
