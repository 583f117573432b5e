import { createHash } from 'node:crypto';

/** `sha256:` and 64 hexadecimal digits: the form of every digest that is written down. */
export function sha256(bytes: string | Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}
