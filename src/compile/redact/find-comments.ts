import { Lexer } from 'yaml';

export interface Comment {
  readonly start: number;
  /** With the `#`. */
  readonly text: string;
}

/** Every comment of a YAML text, in order. */
export function findComments(text: string): readonly Comment[] {
  const comments: Comment[] = [];
  let offset = 0;
  for (const lexeme of new Lexer().lex(text)) {
    // These mark what follows; they do not stand in the text.
    if (lexeme === '\u0002' || lexeme === '\u0018' || lexeme === '\u001f') continue;
    if (lexeme.startsWith('#')) comments.push({ start: offset, text: lexeme });
    offset += lexeme.length;
  }
  return comments;
}
