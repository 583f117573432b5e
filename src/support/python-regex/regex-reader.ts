/** Stops the reading of a regular expression: `invalid` where Python refuses it, else only we do not understand it. */
export class RegexStop extends Error {
  readonly kind: 'invalid' | 'unsupported';

  constructor(kind: 'invalid' | 'unsupported', message: string) {
    super(message);
    this.kind = kind;
  }
}

/** @throws RegexStop always: Python refuses this */
export function invalid(why: string): never {
  throw new RegexStop('invalid', why);
}

/** @throws RegexStop always: not understood here */
export function unsupported(what: string): never {
  throw new RegexStop('unsupported', what);
}

/** A text, read character by character (code points, as Python counts them). */
export class RegexReader {
  readonly #characters: readonly string[];
  #at = 0;

  constructor(text: string) {
    this.#characters = [...text];
  }

  /** The character that comes next; undefined at the end. */
  peek(ahead = 0): string | undefined {
    return this.#characters[this.#at + ahead];
  }

  next(): string | undefined {
    const character = this.#characters[this.#at];
    this.#at += 1;
    return character;
  }

  /** Takes a text where it comes next. */
  take(text: string): boolean {
    const wanted = [...text];
    if (!wanted.every((character, index) => this.peek(index) === character)) return false;
    this.#at += wanted.length;
    return true;
  }

  /** Takes the characters of a kind, at most so many. */
  takeWhile(kind: RegExp, most = Number.POSITIVE_INFINITY): string {
    let taken = '';
    for (let count = 0; count < most; count += 1) {
      const character = this.peek();
      if (character === undefined || !kind.test(character)) break;
      taken += character;
      this.#at += 1;
    }
    return taken;
  }

  /** Where it stands, to come back by `rewind`. */
  mark(): number {
    return this.#at;
  }

  rewind(mark: number): void {
    this.#at = mark;
  }
}
