import { sha256 } from '../support/digest.ts';

/** The id of a plan: the digest of the bytes of its file, nothing normalised. */
export function planIdOf(bytes: Uint8Array): string {
  return sha256(bytes);
}
