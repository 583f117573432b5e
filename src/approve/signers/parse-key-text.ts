import { parsePublicKey, type SshPublicKey } from '../ssh/public-key.ts';
import { SshError } from '../ssh/ssh-error.ts';

/**
 * A public key as text has it: its type and its bytes in base64, which must say the same.
 * @throws SshError
 */
export function parseKeyText(type: string, base64: string): SshPublicKey {
  const blob = decodeKeyText(type, base64);
  if (!blob) throw new SshError('malformed', 'it is no public key');
  return parsePublicKey(blob);
}

/** The bytes of a public key of any type; undefined where the two words are none. */
export function decodeKeyText(type: string, base64: string): Buffer | undefined {
  const blob = Buffer.from(base64, 'base64');
  const head = Buffer.alloc(4);
  head.writeUInt32BE(type.length);
  const begins = Buffer.concat([head, Buffer.from(type)]);
  const isBase64 = /^[A-Za-z0-9+/]+={0,2}$/.test(base64) && base64.length % 4 === 0;
  return isBase64 && blob.subarray(0, begins.length).equals(begins) ? blob : undefined;
}
