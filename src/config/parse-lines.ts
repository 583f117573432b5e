import { type Document, type Node, parseAllDocuments, visit, type YAMLParseError } from 'yaml';
import type { YamlLines } from './yaml-lines.ts';

/**
 * Parses until no line of a flow collection or quoted scalar is refused only for its indentation: PyYAML and libyaml
 * do not look at it there, the parser that is used here does.
 */
export function parseLines(lines: YamlLines): {
  readonly documents: readonly Document.Parsed[];
  readonly error?: SyntaxProblem;
} {
  let first: SyntaxProblem | undefined;
  for (let attempt = 0; attempt < 100; attempt++) {
    const found = parseAllDocuments(lines.text, parseOptions);
    const error = 'empty' in found ? found.errors[0] : found.flatMap((document) => document.errors)[0];
    if (!error) return { documents: found };
    first ??= explain(error, 'empty' in found ? [] : found);
    const closing = closingOf(error);
    if (!closing || !lines.indentFrom(error.pos[0], closing)) break;
  }
  return first ? { documents: [], error: first } : { documents: [] };
}

export interface SyntaxProblem {
  readonly offset: number;
  readonly message: string;
}

/** Where a quote or bracket is never closed the place is where it opens: of more use than the end of the file. */
function explain(error: YAMLParseError, documents: readonly Document.Parsed[]): SyntaxProblem {
  const [end] = error.pos;
  if (!closingOf(error)) return { offset: end, message: syntaxMessages[error.code] ?? 'the syntax is not understood' };
  let offset = end;
  const take = (node: Node) => {
    if (node.range && node.range[0] <= end && end <= node.range[2]) offset = node.range[0];
  };
  for (const document of documents) {
    visit(document, {
      Scalar: (_, node) => (isOpenQuote(error) && node.type?.startsWith('QUOTE_') ? take(node) : undefined),
      Collection: (_, node) => (!isOpenQuote(error) && node.flow ? take(node) : undefined),
    });
  }
  return { offset, message: isOpenQuote(error) ? 'a quote is never closed' : 'a bracket is never closed' };
}

/** What would close the thing that the parser found open; undefined for all other errors. */
function closingOf(error: YAMLParseError): RegExp | undefined {
  if (isOpenQuote(error)) return /["']/;
  return error.message.startsWith('Flow ') ? /[\]}]/ : undefined;
}

function isOpenQuote(error: YAMLParseError): boolean {
  return error.message.startsWith('Missing closing');
}

/** Scalars come as text; what they mean is decided by the dialect. */
const parseOptions = {
  schema: 'failsafe',
  strict: false,
  resolveKnownTags: false,
  uniqueKeys: false,
  prettyErrors: false,
  logLevel: 'silent',
  keepSourceTokens: true,
} as const;

/** The parser's own messages quote the text, which may be a secret: these do not. */
const syntaxMessages: Readonly<Partial<Record<YAMLParseError['code'], string>>> = {
  BAD_INDENT: 'the indentation does not fit the lines above',
  TAB_AS_INDENT: 'a tab stands where only spaces may indent',
  MISSING_CHAR: 'a bracket, quote, comma, colon or space is missing',
  BAD_SCALAR_START: 'a value begins with a character that needs quotes',
  BAD_DQ_ESCAPE: 'an escape in double quotes is unknown',
  BAD_DIRECTIVE: 'a directive is unknown',
  MULTILINE_IMPLICIT_KEY: 'a key goes over several lines; a quote or colon may be missing further up',
  BLOCK_AS_IMPLICIT_KEY: 'a second colon in one line, or a wrong indentation',
  UNEXPECTED_TOKEN: 'something stands where nothing is expected',
  TAG_RESOLVE_FAILED: 'a tag cannot be understood',
};
