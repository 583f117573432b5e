import type { Secret } from '../support/secret.ts';

/**
 * In which way two secrets that should be the same differ, as the end of a sentence, without a word of either: `: one of them has
 * white space around it`. Empty where nothing but the difference can be said.
 */
export function describeSecretDifference(one: Secret, other: Secret): string {
  const [a, b] = [one.reveal(), other.reveal()];
  if (a.trim() === b.trim()) return ': they differ by white space at the start or the end';
  if (unquoted(a) === unquoted(b)) return ': one of them stands in quotation marks';
  if (decoded(a) === b.trim() || decoded(b) === a.trim()) return ': one of them is the Base64 of the other';
  if (alphabet(a) === alphabet(b)) return ': they are the same Base64 in two spellings';
  return '';
}

function unquoted(text: string): string {
  return text.trim().replace(/^(["'])(.*)\1$/s, '$2');
}

function decoded(text: string): string | undefined {
  return /^[A-Za-z0-9+/_-]{8,}={0,2}$/.test(text.trim()) ? Buffer.from(text, 'base64').toString().trim() : undefined;
}

function alphabet(text: string): string {
  return text.trim().replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '');
}
