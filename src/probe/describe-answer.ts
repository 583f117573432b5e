import { printable } from '../support/printable.ts';
import type { Answer } from './ask.ts';
import { fieldOf } from './json-field.ts';

/** What came back, in a few words: the status, and who or what it seems to be. No more than a little of it is shown. */
export function describeAnswer({ status, headers, json }: Answer): string {
  const errcode = errcodeOf(json);
  const kind = headers['content-type']?.split(';')[0];
  const parts = [
    errcode ?? kind,
    headers.server === undefined ? undefined : `from ${headers.server}`,
    headers.location === undefined ? undefined : `to ${withoutQuery(headers.location)}`,
  ].filter((part) => part !== undefined);
  return printable([`status ${status}`, ...parts.map((part) => part.slice(0, 100))].join(', '));
}

/** Codes of the specification and of proposals; nothing that could be a token that was sent. */
function errcodeOf(json: unknown): string | undefined {
  const errcode = fieldOf(json, 'errcode');
  return typeof errcode === 'string' && /^[A-Z][A-Z0-9_.]{1,80}$/.test(errcode) ? errcode : undefined;
}

/** A query may hold what is nobody's business. */
function withoutQuery(location: string): string {
  return location.replace(/[?#].*$/s, '');
}
