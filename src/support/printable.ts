/**
 * Text of others as a terminal may show it: control characters, line ends and the marks that turn the direction of writing are
 * written out as `\u{…}`, so that nothing can move the cursor, hide or imitate a line.
 * @param options `lines`: keep line ends and tabs, for texts of several lines
 */
export function printable(text: string, options: { readonly lines?: boolean } = {}): string {
  return text.replaceAll(unprintable, (character) =>
    options.lines && (character === '\n' || character === '\t')
      ? character
      : `\\u{${character.codePointAt(0)?.toString(16)}}`,
  );
}

/** Cc, Cf (bidi marks, zero-width characters, byte order mark), line and paragraph separators, lone surrogates. */
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
