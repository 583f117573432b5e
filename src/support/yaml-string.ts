/**
 * A text as a string in double quotes, as in JSON, which every reader of YAML takes for the same text: what some of
 * them refuse or take for a line break is escaped.
 */
export function yamlString(text: string): string {
  return JSON.stringify(text).replace(unsafe, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return code > 0xffff ? `\\U${code.toString(16).padStart(8, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
  });
}

/** Also the first characters of the last planes for private use: the compiler marks places in texts with them. */
const unsafe = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff\u{F0000}\u{F0001}]/gu;
