import type { CharacterSet, RegexNode } from './regex-node.ts';

/**
 * The same question in PostgreSQL's words: a pattern for `~` that matches exactly where Python's `re.match` would find something,
 * which looks at the start of the text only. For texts of ASCII characters; the collation must be "C".
 */
export function regexToPostgres(node: RegexNode): string {
  // The director says that what follows is an advanced regular expression, whatever regex_flavor and first characters say.
  return `***:\\A(?:${toText(node)})`;
}

function toText(node: RegexNode): string {
  switch (node.kind) {
    case 'empty':
      return '(?:)';
    case 'start':
      return '\\A';
    case 'end':
      return node.beforeNewline ? '(?=\\u000a?\\Z)' : '\\Z';
    case 'characters':
      return setText(node.set);
    case 'sequence':
      return node.parts.map(toText).join('');
    case 'choice':
      return `(?:${node.options.map(toText).join('|')})`;
    case 'lookahead':
      return `(?${node.isNegative ? '!' : '='}${toText(node.part)})`;
    case 'repeat':
      return `(?:${toText(node.part)})${bounds(node.least, node.most)}`;
  }
}

function bounds(least: number, most: number | undefined): string {
  if (most === undefined) return least === 0 ? '*' : `{${least},}`;
  return `{${least},${most}}`;
}

function setText({ isNegated, ranges }: CharacterSet): string {
  const text = ranges
    .map(([first, last]) => (first === last ? character(first) : `${character(first)}-${character(last)}`))
    .join('');
  return `[${isNegated ? '^' : ''}${text}]`;
}

/** By its number, so that nothing is left that could mean something. */
function character(code: number): string {
  const hex = code.toString(16);
  return code > 0xffff ? `\\U${hex.padStart(8, '0')}` : `\\u${hex.padStart(4, '0')}`;
}
