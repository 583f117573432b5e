import { createHash } from 'node:crypto';

/** A recognisable secret that is like no other: two halves of letters and digits, and between them what must be escaped everywhere. */
export function plant(label: string): string {
  const [first = '', second = ''] = halvesFor(label);
  return `${first}"\\'%&<#é ${second}`;
}

/** The same for what takes letters and digits only. */
export function plantWord(label: string): string {
  return halvesFor(label).join('');
}

/** 32 bytes in hexadecimal. */
export function plantHex(label: string): string {
  return createHash('sha256').update(`hex ${label}`).digest('hex');
}

function halvesFor(label: string): readonly string[] {
  const word = createHash('sha512').update(label).digest('base64').replaceAll(/[+/=]/g, '');
  return [word.slice(0, 14), word.slice(14, 28)];
}

/**
 * What gives a secret away, in lower case, for a search in lower case: each half of it, forwards and backwards, in hexadecimal, as
 * escapes of URLs and of JSON; and the whole in base64, wherever in a longer text it stands. None is shorter than 12 characters.
 */
export function formsOf(secret: string): readonly string[] {
  const parts = [...secret.matchAll(/[A-Za-z0-9_./$-]{12,}/g)].flatMap(([text]) => halvesOf(text));
  const forms = [
    ...parts,
    ...parts.map((part) => [...part].reverse().join('')),
    ...parts.map((part) => Buffer.from(part).toString('hex')),
    ...parts.map((part) => escaped(part, '%', 2)),
    ...parts.map((part) => escaped(part, '\\u', 4)),
    ...[0, 1, 2].flatMap((offset) => base64Of(secret, offset)),
  ];
  return [...new Set(forms.map((form) => form.toLowerCase()))].filter((form) => form.length >= 12);
}

/** Both halves where each is still recognisable, else the text. */
function halvesOf(text: string): readonly string[] {
  const middle = Math.floor(text.length / 2);
  return middle >= 12 ? [text.slice(0, middle), text.slice(middle)] : [text];
}

function escaped(text: string, prefix: string, digits: number): string {
  return [...Buffer.from(text)].map((byte) => prefix + byte.toString(16).padStart(digits, '0')).join('');
}

/** Of the characters of base64 those that depend on the secret only, when so many bytes stand before it. */
function base64Of(secret: string, offset: number): readonly string[] {
  const whole = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)]);
  return (['base64', 'base64url'] as const).map((encoding) =>
    whole
      .toString(encoding)
      .replace(/=+$/, '')
      .slice(offset === 0 ? 0 : 4, -2),
  );
}
