/** A word as bash and zsh read it back. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** The words that may follow `words`: commands, or those below one. */
export function wordsBelow<T extends { readonly words: string }>(
  commands: readonly T[],
  words: string,
): readonly (T & { readonly last: string })[] {
  const depth = words === '' ? 1 : 2;
  return commands
    .filter((command) => command.words !== '' && command.words.split(' ').length === depth)
    .filter((command) => depth === 1 || command.words.startsWith(`${words} `))
    .map((command) => ({ ...command, last: command.words.split(' ').at(-1) ?? '' }));
}
