/**
 * The text of a YAML file as it is handed to the parser, and the way back from an offset in it to line and column
 * of the file. Lines may be indented further; they stay the same lines.
 */
export class YamlLines {
  readonly #lines: string[];
  /** How many spaces were put before each line. */
  readonly #added: number[];
  /** No collection begins further right than this: `- - ` counts as indentation. */
  readonly #deepest: number;

  /** All line breaks of YAML 1.1 that fold alike, a lone CR and NEL too, become LF; a byte order mark is dropped. */
  constructor(text: string) {
    this.#lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n|\u0085/);
    this.#added = this.#lines.map(() => 0);
    this.#deepest = this.#lines.reduce((most, line) => Math.max(most, line.search(/[^ ?:-]|$/)), 0);
  }

  /** What to parse. */
  get text(): string {
    return this.#lines.join('\n');
  }

  /** Line and column in the file, from 1. */
  position(offset: number): { readonly line: number; readonly column: number } {
    const { index, start } = this.#lineAt(offset);
    return { line: index + 1, column: Math.max(1, offset - start - (this.#added[index] ?? 0) + 1) };
  }

  /**
   * Indents the lines from the first one that begins at or after an offset, down to one that holds a character
   * that could close what is open. False when there is nothing that was not indented before.
   */
  indentFrom(offset: number, closing: RegExp): boolean {
    const at = this.#lineAt(offset);
    const isLineStart = this.#lines[at.index]?.slice(0, offset - at.start).trim() === '';
    let index = isLineStart ? at.index : at.index + 1;
    while (index < this.#lines.length && this.#lines[index]?.trim() === '') index++;
    if (index >= this.#lines.length || this.#added[index] !== 0) return false;
    for (; index < this.#lines.length; index++) {
      const line = this.#lines[index] ?? '';
      if (/^(---|\.\.\.)(\s|$)/.test(line)) break; // a document ends here even inside quotes
      if (this.#added[index] === 0) {
        this.#added[index] = this.#deepest + 1;
        this.#lines[index] = ' '.repeat(this.#deepest + 1) + line;
      }
      if (closing.test(line)) break;
    }
    return true;
  }

  #lineAt(offset: number): { readonly index: number; readonly start: number } {
    let start = 0;
    for (const [index, line] of this.#lines.entries()) {
      if (offset <= start + line.length) return { index, start };
      start += line.length + 1;
    }
    return { index: this.#lines.length - 1, start: start - 1 - (this.#lines.at(-1)?.length ?? 0) };
  }
}
