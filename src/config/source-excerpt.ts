import { isSecretKey } from './secret-options.ts';

const widest = 100;

/**
 * The line of a file with a caret below the column, ready to print. What may be a secret is masked, and rather too
 * much than too little: a file with a syntax error does not say where a value ends.
 * @param line and column count from 1
 */
export function sourceExcerpt(text: string, line: number, column: number): string {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  const masked = maskLine(lines, line - 1).replaceAll('\t', ' ');
  const from = Math.max(0, Math.min(column - 1, masked.length) - widest * 0.7);
  const shown = masked.slice(from, from + widest);
  const caret = Math.min(column - 1 - from, shown.length);
  const number = String(line);
  return `${number} | ${shown}\n${' '.repeat(number.length)} | ${' '.repeat(Math.max(0, caret))}^`;
}

function maskLine(lines: readonly string[], index: number): string {
  const line = lines[index] ?? '';
  if (isInsideSecret(lines, index)) return line.replace(/\S(.*\S)?/s, '****');
  const secret = [...line.matchAll(/[\w-]+/g)].find(
    (word) => isSecretWord(word[0]) || isTextOfSection(word[0], line.slice(word.index + word[0].length)),
  );
  const end = secret && secret.index + secret[0].length;
  const cut = end === undefined ? line : line.slice(0, end) + line.slice(end).replace(/[^\s:=].*$/s, '****');
  return cut.replace(/(:\/\/)[^/\s]*@/g, '$1****@').replace(/[\w+/=.-]{24,}/g, '****');
}

/** Any word that may be the name of a secret, wherever it stands in the line. */
function isSecretWord(word: string): boolean {
  return (
    isSecretKey([word]) ||
    ['key', 'encryption', 'dsn', 'd', 'p', 'q', 'dp', 'dq', 'qi', 'k'].includes(word.toLowerCase())
  );
}

/** A text where a section with secrets or an address belongs, such as `matrix: "a secret"`: whoever wrote it may have meant the secret. */
function isTextOfSection(word: string, rest: string): boolean {
  return (
    (sectionsWithSecrets.has(word) || (word === 'uri' && !rest.includes('://'))) &&
    /^["']?\s*:\s+[^\s{[|>#&*]/.test(rest)
  );
}

const sectionsWithSecrets: ReadonlySet<string> = new Set([
  ...[
    'database',
    'databases',
    'args',
    'secrets',
    'matrix',
    'matrix_authentication_service',
    'password_config',
    'email',
    'redis',
  ],
  ...[
    'oidc_providers',
    'oidc_config',
    'jwt_config',
    'upstream_oauth2',
    'providers',
    'clients',
    'passwords',
    'schemes',
    'captcha',
  ],
]);

/**
 * Whether the line belongs to the value of a secret option that began further up: a line without a key to the nearest
 * key above (a block, an unclosed quote), a line with one to every key that it stands below of.
 */
function isInsideSecret(lines: readonly string[], index: number): boolean {
  const line = lines[index] ?? '';
  let indent = keyOf(line) === undefined ? Number.POSITIVE_INFINITY : line.search(/\S/);
  for (let above = index - 1; above >= 0 && indent > 0; above--) {
    const text = lines[above] ?? '';
    const key = keyOf(text);
    if (key === undefined || text.search(/\S/) >= indent) continue;
    if (isSecretWord(key)) return true;
    indent = text.search(/\S/);
  }
  return false;
}

function keyOf(line: string): string | undefined {
  return /^\s*(?:-\s+)*["']?([\w.-]+)["']?\s*:(?:\s|$)/.exec(line)?.[1];
}
