import { Lexer } from 'yaml';
import type { SourceFile } from './config-tree.ts';

export interface ForbiddenCharacter {
  /** In the text without a byte order mark. */
  readonly offset: number;
  readonly message: string;
}

/**
 * The first thing in a file that stops a reader before any grammar: bytes that are not UTF-8, a control character,
 * or, for PyYAML, a tab outside quotes, comments and blocks.
 */
export function findForbiddenCharacter(file: SourceFile, isPyyaml: boolean): ForbiddenCharacter | undefined {
  const text = file.text.replace(/^\uFEFF/, '');
  if (!isUtf8(file.bytes)) return { offset: Math.max(0, text.indexOf('\uFFFD')), message: 'the file is not UTF-8' };
  const control = text.search(/[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u);
  if (control >= 0) return { offset: control, message: 'a control character, which YAML does not allow' };
  const separator = isPyyaml ? text.search(/[\u2028\u2029]/) : -1;
  if (separator >= 0)
    return {
      offset: separator,
      message: 'a line separator, which PyYAML takes for the end of a line; write a line break or an escape',
    };
  const tab = isPyyaml ? tabBetweenTokens(text) : undefined;
  return tab === undefined ? undefined : { offset: tab, message: 'a tab where PyYAML takes only spaces' };
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function tabBetweenTokens(text: string): number | undefined {
  if (!text.includes('\t')) return undefined;
  let offset = 0;
  let isScalar = false;
  let isBlock = false;
  for (const token of new Lexer().lex(text)) {
    if (token === '\x1f') {
      isScalar = true;
      continue;
    }
    if (token === '\x02' || token === '\x18') continue;
    const tab = token.indexOf('\t');
    const isPlain = isScalar && !isBlock;
    if (tab >= 0 && (isPlain || /^[ \t]+$/.test(token))) return offset + tab;
    if (/^[|>]/.test(token) && !isScalar) isBlock = true;
    else if (isScalar) isBlock = false;
    isScalar = false;
    offset += token.length;
  }
  return undefined;
}
