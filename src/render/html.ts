import { sha256 } from '../support/digest.ts';
import { printable } from '../support/printable.ts';
import { renderTemplate, type Templates } from '../support/templates.ts';
import { formatCount } from './format-count.ts';
import { sqlTokens } from './sql-tokens.ts';
import type { Block, Part, PlanView } from './view/blocks.ts';

/** A plan as one HTML file: no network, no script, dark and light, to read on a telephone and on paper. */
export function renderHtml(view: PlanView, templates: Templates): string {
  const style = templates.get('report/plan.css.hbs');
  if (style === undefined) throw new Error('no style for the report');
  const context = {
    style,
    policy: policyFor(style),
    title: printable(view.title),
    ids: view.ids.map(([label, id]) => ({ label, id })),
    headline: printable(view.headline),
    errored: view.errored,
    open: view.open.length > 0 && view.open.map((each) => printable(each)),
    sections: view.sections.map(({ id, title, short, blocks, parts }) => ({
      id,
      title: printable(title),
      short: printable(short ?? ''),
      inShort: printable(short ?? 'Everything, to the byte.'),
      blocks: blocks.map((block) => toContext(block, title)),
      parts: parts.map(partContext),
    })),
  };
  return renderTemplate(templates, 'report/plan.html.hbs', context, { escape: 'html' });
}

/** Nothing may be loaded, sent or run; of styles only this one. */
function policyFor(style: string): string {
  const digest = Buffer.from(sha256(style).replace('sha256:', ''), 'hex').toString('base64');
  return `default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'`;
}

function partContext({ title, blocks, folded }: Part): object {
  return { title: printable(title), folded, blocks: blocks.map((block) => toContext(block, title)) };
}

/** A longer table is folded. */
const mostRows = 50;

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
      const fold = block.rows.length > mostRows ? `${formatCount(block.rows.length)} rows` : '';
      return { ...none, table: { head: cells(block.head), rows: block.rows.map(cells), fold } };
    }
    case 'code': {
      const text = printable(block.text.trimEnd(), { lines: true });
      if (block.language === 'sql') return { ...none, code: sqlTokens(text) };
      return { ...none, code: block.language === 'diff' ? diffLines(text) : [{ class: '', text }] };
    }
  }
}

/** The sign at the start of a line says the same as the colour. What stands above the first place names the files. */
function diffLines(diff: string): readonly object[] {
  const lines = diff.split('\n');
  const first = lines.findIndex((line) => line.startsWith('@@'));
  return lines.flatMap((line, index) => [
    ...(index === 0 ? [] : [{ class: '', text: '\n' }]),
    { class: index < first ? 'place' : diffClass(line), text: line },
  ]);
}

function diffClass(line: string): 'added' | 'removed' | 'place' | '' {
  if (line.startsWith('@@')) return 'place';
  if (line.startsWith('+')) return 'added';
  return line.startsWith('-') ? 'removed' : '';
}
