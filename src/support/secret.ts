import { inspect } from 'node:util';

/**
 * A value that must not be shown. Every way of turning it into text gives `[secret:name]`;
 * `reveal()` is the only way to the value, so that each use can be found by searching for it.
 */
export class Secret {
  readonly #value: string;
  readonly name: string;

  /** @param name where it was found, for example `database.args.password`; shown instead of the value. */
  constructor(name: string, value: string) {
    this.name = name;
    this.#value = value;
  }

  /** Whether there is nothing in it: then it hides nothing. */
  get isEmpty(): boolean {
    return this.#value === '';
  }

  /** Whether the other one holds the same. */
  equals(other: Secret | undefined): boolean {
    return other !== undefined && this.#value === other.#value;
  }

  /** The value itself: for a connection or the file where it belongs. test/support/secret.test.ts lists who may ask. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return `[secret:${this.name}]`;
  }

  toJSON(): string {
    return this.toString();
  }

  [inspect.custom](): string {
    return this.toString();
  }
}
