import { printable } from '../support/printable.ts';
import type { Block, Part, PlanView, Section } from './view/blocks.ts';

/** A plan for a pull request: answers outside, details folded. */
export function renderMarkdown(view: PlanView): string {
  const sections = view.sections.map(renderSection);
  return [`# ${escape(view.title)}`, `Plan id: \`${view.planId}\``, `**${escape(view.headline)}**`, ...sections].join('\n\n').concat('\n');
}

function renderSection({ title, blocks, parts }: Section): string {
  return [`## ${escape(title)}`, ...blocks.map(renderBlock), ...parts.map(renderPart)].join('\n\n');
}

function renderPart({ title, blocks }: Part): string {
  // GitHub reads Markdown inside only after an empty line.
  return [`<details>\n<summary>${escapeHtml(title)}</summary>`, ...blocks.map(renderBlock), '</details>'].join('\n\n');
}

function renderBlock(block: Block): string {
  switch (block.kind) {
    case 'text':
      return escape(block.text);
    case 'list':
      return block.items.map((item) => `- ${escape(item)}`).join('\n');
    case 'facts':
      return block.facts.map(([label, value]) => `- **${escape(label)}:** ${escape(value)}`).join('\n');
    case 'table':
      return [
        row(block.head),
        row(block.head.map((_, column) => (block.numbers.includes(column) ? '---:' : '---')), false),
        ...block.rows.map((cells) => row(cells)),
      ].join('\n');
    case 'code':
      return fenced(block.language, printable(block.text.trimEnd(), { lines: true }));
  }
}

function row(cells: readonly string[], isText = true): string {
  return `| ${cells.map((cell) => (isText ? escape(cell) : cell)).join(' | ')} |`;
}

/** A fence is longer than any run of backticks inside. */
function fenced(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

/** One line in which nothing is Markdown, HTML, a mention or a link. */
function escape(text: string): string {
  return escapeHtml(text)
    .replaceAll(/[\\`*_[\]#|~]/g, '\\$&')
    .replaceAll(/^(\s*)([-=]|\d+[.)])/g, '$1\\$2')
    .replaceAll('@', '&#64;')
    .replaceAll('://', '&#58;//');
}

function escapeHtml(text: string): string {
  return printable(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
