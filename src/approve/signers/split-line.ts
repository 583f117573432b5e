/** The parts of a line of an allowed_signers file, before they mean anything. */
export interface SplitLine {
  readonly principals: string;
  /** What stands before the key; may be empty. */
  readonly options: string;
  readonly keyType: string;
  readonly keyBase64: string;
}

/**
 * Divides a line as ssh-keygen does: principals, which may be quoted; options, in which blanks are quoted; the key; a comment.
 * @param isKey whether the two words are a key, so that what stands there is no options
 * @returns why not, where it cannot be divided
 */
export function splitLine(line: string, isKey: (type: string, base64: string) => boolean): SplitLine | string {
  const [principals, rest] = splitPrincipals(line);
  if (principals === undefined || rest === '') return 'a quote is not closed, or the key is missing';
  const [type, base64] = words(rest);
  if (isKey(type, base64)) return { principals, options: '', keyType: type, keyBase64: base64 };
  const end = endOfOptions(rest);
  if (end === undefined) return 'a quote is not closed';
  const [keyType, keyBase64] = words(rest.slice(end));
  if (keyType === '') return 'the key is missing';
  return { principals, options: rest.slice(0, end), keyType, keyBase64 };
}

/** A part in quotes belongs to the word before it, and ends it. */
function splitPrincipals(line: string): readonly [string | undefined, string] {
  const at = line.search(/[ \t\r\n"]/);
  if (at < 0) return [line, ''];
  const rest = line.slice(at + 1);
  if (line[at] !== '"') {
    const following = rest.replace(/^[ \t\r\n]+/, '');
    return [line.slice(0, at), following];
  }
  const close = rest.indexOf('"');
  if (close < 0) return [undefined, ''];
  return [line.slice(0, at) + rest.slice(0, close), rest.slice(close + 1).replace(/^[ \t\r\n]+/, '')];
}

function words(text: string): readonly [string, string] {
  const [, type = '', base64 = ''] = /^[ \t]*([^ \t]+)(?:[ \t]+([^ \t]+))?/.exec(text) ?? [];
  return [type, base64];
}

function endOfOptions(text: string): number | undefined {
  let quoted = false;
  let at = 0;
  for (; at < text.length && (quoted || (text[at] !== ' ' && text[at] !== '\t')); at += 1) {
    if (text[at] === '\\' && text[at + 1] === '"') at += 1;
    else if (text[at] === '"') quoted = !quoted;
  }
  return quoted ? undefined : at;
}
