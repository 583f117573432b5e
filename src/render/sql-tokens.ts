/** A stretch of SQL and what it is; '' for what needs no colour. */
export interface SqlToken {
  readonly class: 'comment' | 'string' | 'word' | '';
  readonly text: string;
}

/**
 * SQL as the compiler writes it, in stretches for colours: comments, literals, and key words, which stand in capital letters. All
 * stretches together are the text itself; of SQL in other forms the colours may be wrong, and nothing else.
 */
export function sqlTokens(sql: string): readonly SqlToken[] {
  const tokens: SqlToken[] = [];
  let end = 0;
  for (const { 0: text, index } of sql.matchAll(coloured)) {
    if (text.startsWith('"')) continue;
    if (index > end) tokens.push({ class: '', text: sql.slice(end, index) });
    tokens.push({ class: text.startsWith('--') ? 'comment' : text.endsWith("'") ? 'string' : 'word', text });
    end = index + text.length;
  }
  return end < sql.length ? [...tokens, { class: '', text: sql.slice(end) }] : tokens;
}

/** Identifiers in quotes are found to be passed over. */
const coloured = /--[^\n]*|"[^"]*"|\bE'(?:[^'\\]|''|\\\\)*'|'(?:[^']|'')*'|\b[A-Z][A-Z_]+\b/g;
