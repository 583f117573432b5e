import type { Answer } from './ask.ts';
import { fieldOf } from './json-field.ts';

/**
 * Whether an answer can only be Synapse's own: it names itself in the header Server (synapse/http/site.py), which some proxies pass on,
 * or lists versions of the specification.
 */
export function answersAsSynapse({ headers, json, status }: Answer): boolean {
  return /^Synapse\//.test(headers.server ?? '') || (status === 200 && Array.isArray(fieldOf(json, 'versions')));
}
