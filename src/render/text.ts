import { printable } from '../support/printable.ts';
import { renderTextTable } from './text-table.ts';
import type { Block, Part, PlanView, Section, Table } from './view/blocks.ts';
import { wrap } from './wrap.ts';

/** A plan for a terminal of 100 columns: answers first, SQL and diffs in full at the end. No colour, no cursor movement. */
export function renderText(view: PlanView): string {
  const answers = view.sections.filter(
    ({ short, blocks, parts }) => short !== undefined || blocks.length > 0 || parts.some(({ folded }) => !folded),
  );
  const details = view.sections.filter(({ parts }) => parts.some(({ folded }) => folded));
  const lines = [
    ...wrap(printable(view.title), width),
    ...view.ids.map(([label, id]) => `${label}: ${id}`),
    ...wrap(printable(view.headline), width),
    ...(view.open.length === 0 ? [] : ['']),
    ...view.open.flatMap((each) => hang('- ', printable(each))),
    ...heading('In short', '='),
    ...renderTextTable(inShort(view), width),
    ...answers.flatMap(({ title, short, blocks, parts }) => [
      ...heading(title, '='),
      ...(short === undefined ? [] : renderBlock({ kind: 'text', text: short })),
      ...blocks.flatMap(renderBlock),
      ...parts.filter(({ folded }) => !folded).flatMap(renderPart),
    ]),
    ...details.flatMap((section) => renderDetails(section, answers.includes(section))),
  ];
  return `${lines
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trimEnd()}\n`;
}

const width = 100;

function inShort({ sections }: PlanView): Table {
  const rows = sections.flatMap(({ title, short }) => (short === undefined ? [] : [[title, short]]));
  return { kind: 'table', head: ['Question', 'Answer'], rows, numbers: [] };
}

function renderDetails({ title, parts }: Section, isContinued: boolean): readonly string[] {
  return [
    ...heading(isContinued ? `${title}: details` : title, '='),
    ...parts.filter(({ folded }) => folded).flatMap(renderPart),
  ];
}

function renderPart({ title, blocks }: Part): readonly string[] {
  return [...heading(title, '-'), ...blocks.flatMap(renderBlock)];
}

function heading(title: string, line: string): readonly string[] {
  const lines = wrap(printable(title), width);
  return ['', ...lines, line.repeat(Math.min(width, Math.max(...lines.map(({ length }) => length)))), ''];
}

function renderBlock(block: Block): readonly string[] {
  return [...linesOf(block), ''];
}

function linesOf(block: Block): readonly string[] {
  switch (block.kind) {
    case 'text':
      return wrap(printable(block.text), width);
    case 'list':
      return block.items.flatMap((item) => hang('- ', printable(item)));
    case 'facts':
      return block.facts.flatMap(([label, value]) => hang('', printable(`${label}: ${value}`), 4));
    case 'table':
      return renderTextTable(block, width);
    case 'code':
      // Never broken: what stands here can be copied.
      return printable(block.text.trimEnd(), { lines: true })
        .split('\n')
        .map((line) => `    ${line}`.trimEnd());
  }
}

function hang(first: string, text: string, indent = first.length): readonly string[] {
  const lines = wrap(text, width - indent, width - first.length);
  return lines.map((line, index) => ((index === 0 ? first : ' '.repeat(indent)) + line).trimEnd());
}
