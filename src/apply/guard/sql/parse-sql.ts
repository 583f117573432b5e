/** A node of PostgreSQL's parse tree, as JSON. */
export type ParseNode = Readonly<Record<string, unknown>>;

/** One statement: the kind of its root node, the node, and the byte at which its text starts. */
export interface Statement {
  readonly kind: string;
  readonly node: ParseNode;
  readonly start: number;
}

/** Something in a text that is not allowed; `position` in characters from 1, where it is known. */
export interface Refusal {
  readonly message: string;
  readonly position?: number;
}

const most = 1024 * 1024;

/**
 * Parses with PostgreSQL's own grammar, that of version 18: what it calls one SELECT is one for every server, because
 * older grammars know less. Gives the statements, or the one place at which the parser stopped.
 */
export async function parseSql(sql: string): Promise<readonly Statement[] | Refusal> {
  // The wire protocol ends a text at NUL, and the parser here would: neither may see less than a reviewer.
  if (/\0|\p{Surrogate}/u.test(sql)) return { message: 'holds characters that SQL cannot hold' };
  if (sql.length > most) return { message: `is longer than ${most} characters` };
  if (sql.trim() === '') return { message: 'is empty' };
  // Loaded where something is parsed: most command lines parse nothing.
  const { hasSqlDetails, parse } = await import('libpg-query');
  try {
    const { stmts = [] } = await parse(sql);
    if (stmts.length === 0) return { message: 'holds no statement' };
    return stmts.map(({ stmt, stmt_location: start = 0 }) => ({ ...rootOf(stmt), start }));
  } catch (error) {
    if (hasSqlDetails(error)) {
      return { message: error.message, position: (error.sqlDetails?.cursorPosition ?? 0) + 1 };
    }
    // The parser's stack is bounded; what exhausts it was not written by this program.
    if (error instanceof RangeError) return { message: 'is nested too deeply to be parsed' };
    throw error;
  }
}

/** A tagged node is an object of one key, the kind. */
export function rootOf(tagged: unknown): { readonly kind: string; readonly node: ParseNode } {
  const [kind, node] = Object.entries((tagged ?? {}) as ParseNode)[0] ?? ['', {}];
  return { kind, node: node as ParseNode };
}

/** The strings of a list of String nodes, such as a qualified name. */
export function stringsOf(list: unknown): readonly string[] {
  const items = Array.isArray(list) ? list : [];
  return items.map((item: unknown) => {
    const { kind, node } = rootOf(item);
    return kind === 'String' && typeof node.sval === 'string' ? node.sval : '';
  });
}
