import { printable } from '../support/printable.ts';
import type { Block, PlanView } from './view/blocks.ts';
import { wrap } from './wrap.ts';

/** A plan for a terminal of 100 columns: answers first, then every step in full. No colour, no cursor movement. */
export function renderText(view: PlanView): string {
  const lines = [
    printable(view.title),
    `Plan id: ${view.planId}`,
    ...wrap(view.headline, width),
    ...view.sections.flatMap((section) => [
      '',
      section.title,
      '='.repeat(section.title.length),
      ...section.blocks.flatMap((block) => [...renderBlock(block), '']),
      ...section.parts.flatMap((part) => [`--- ${printable(part.title)}`, ...part.blocks.flatMap((block) => [...renderBlock(block), ''])]),
    ]),
  ];
  return `${lines.join('\n').replaceAll(/\n{3,}/g, '\n\n').trimEnd()}\n`;
}

const width = 100;

function renderBlock(block: Block): readonly string[] {
  switch (block.kind) {
    case 'text':
      return wrap(printable(block.text), width);
    case 'list':
      return block.items.flatMap((item) => hang('- ', printable(item)));
    case 'facts':
      return block.facts.flatMap(([label, value]) => hang(`${label}: `, printable(value), 4));
    case 'table':
      return renderTable(block);
    case 'code':
      return printable(block.text.trimEnd(), { lines: true })
        .split('\n')
        .map((line) => `    ${line}`.trimEnd());
  }
}

function hang(first: string, text: string, indent = first.length): readonly string[] {
  const lines = wrap(text, width - indent, width - first.length);
  return lines.map((line, index) => (index === 0 ? first : ' '.repeat(indent)) + line);
}

/** Columns as wide as what they hold; the last one is wrapped to what is left of the line. */
function renderTable({ head, rows, numbers }: Extract<Block, { kind: 'table' }>): readonly string[] {
  const cells = [head, ...rows].map((row) => row.map((cell) => printable(cell)));
  const widths = head.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const before = widths.slice(0, -1).reduce((sum, columnWidth) => sum + columnWidth + 2, 2);
  const last = head.length - 1;
  return cells.flatMap((row, index) => {
    const start = row.slice(0, -1).map((cell, column) => pad(cell, widths[column] ?? 0, numbers.includes(column)));
    const wrapped = numbers.includes(last) ? [pad(row[last] ?? '', widths[last] ?? 0, true)] : wrap(row[last] ?? '', Math.max(30, width - before));
    const lines = wrapped.map((line, number) => (number === 0 ? `  ${[...start, line].join('  ')}` : `${' '.repeat(before)}${line}`).trimEnd());
    return index === 0 ? [...lines, `  ${widths.map((columnWidth) => '-'.repeat(Math.min(columnWidth, width - 4))).join('  ')}`.slice(0, width)] : lines;
  });
}

function pad(text: string, columnWidth: number, isNumber: boolean): string {
  return isNumber ? text.padStart(columnWidth) : text.padEnd(columnWidth);
}
