import { printable } from '../support/printable.ts';
import { escapeInHtml, escapeMarkdown, fenced } from './markdown-escape.ts';
import { fit } from './shorten/fit.ts';
import type { Block, Part, PlanView, Section, Table } from './view/blocks.ts';

/**
 * A plan for a pull request: a sentence for each question outside, everything else folded.
 * @param options `maxBytes`: leave out one thing after the other until it fits; at least `leastBytes`
 */
export function renderMarkdown(view: PlanView, options: { readonly maxBytes?: number } = {}): string {
  return options.maxBytes === undefined ? write(view, undefined) : fit(view, options.maxBytes, write);
}

function write(view: PlanView, notice: string | undefined): string {
  const head = [
    `# ${escapeMarkdown(view.title)}`,
    ...(notice === undefined ? [] : [`> ${escapeMarkdown(notice)}`]),
    view.ids.map(([label, id]) => `${label}: \`${id}\``).join('  \n'),
    `**${escapeMarkdown(view.headline)}**`,
    ...(view.open.length === 0 ? [] : [view.open.map((each) => `- ${escapeMarkdown(each)}`).join('\n')]),
  ];
  return [...head, ...view.sections.map(renderSection)].join('\n\n').concat('\n');
}

function renderSection({ title, short, blocks, parts }: Section): string {
  const heading = `## ${escapeMarkdown(title)}`;
  // What is no answer to a question, such as the findings, has its own parts to fold.
  if (short === undefined) return [heading, ...blocks.map(renderBlock), ...parts.map(renderPart)].join('\n\n');
  const open = parts.filter(({ folded }) => !folded);
  const inside = [...blocks.map(renderBlock), ...open.map(renderPart)];
  return [
    heading,
    escapeMarkdown(short),
    ...(inside.length === 0 ? [] : [folded('More', inside)]),
    ...parts.filter((part) => part.folded).map(renderPart),
  ].join('\n\n');
}

function renderPart(part: Part): string {
  const content = part.blocks.map(renderBlock);
  if (!part.folded) return [`### ${escapeMarkdown(part.title)}`, ...content].join('\n\n');
  return folded(part.title, content);
}

/** What is inside is read as Markdown only after an empty line. */
function folded(title: string, content: readonly string[]): string {
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
