import { printable } from '../support/printable.ts';
import type { Answer } from './ask.ts';
import { fieldOf } from './json-field.ts';

/** What came back, in a few words: the status, and who or what it seems to be. No more than a little of it is shown. */
export function describeAnswer({ status, headers, json }: Answer): string {
  const errcode = fieldOf(json, 'errcode');
  const kind = headers['content-type']?.split(';')[0];
  const parts = [
    typeof errcode === 'string' ? errcode : undefined,
    typeof errcode === 'string' ? undefined : kind,
    headers.server === undefined ? undefined : `from ${headers.server}`,
    headers.location === undefined ? undefined : `to ${withoutQuery(headers.location)}`,
  ].filter((part) => part !== undefined);
  return printable([`status ${status}`, ...parts.map((part) => part.slice(0, 100))].join(', '));
}

/** A query may hold what is nobody's business. */
function withoutQuery(location: string): string {
  return location.replace(/[?#].*$/s, '');
}
