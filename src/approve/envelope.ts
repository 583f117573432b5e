/** A DSSE 1.0.2 envelope with one signature. */
export interface Envelope {
  readonly payloadType: string;
  readonly payload: Buffer;
  /** The fingerprint of the key: a hint, which must be right. */
  readonly keyid: string;
  /** The bytes of an SSHSIG signature. */
  readonly signature: Buffer;
}

/** The text of an approval file. The same envelope gives the same bytes. */
export function writeEnvelope({ payloadType, payload, keyid, signature }: Envelope): string {
  const envelope = {
    payload: payload.toString('base64'),
    payloadType,
    signatures: [{ keyid, sig: signature.toString('base64') }],
  };
  return `${JSON.stringify(envelope, null, 2)}\n`;
}

/**
 * Reads an approval file. It must be, byte for byte, what writeEnvelope writes: no other blanks, order, fields or base64, so that
 * there is one text for each envelope and a byte that differs is seen.
 * @returns undefined where it is something else
 */
export function readEnvelope(bytes: Uint8Array): Envelope | undefined {
  const value = parseJson(bytes);
  const { payload, payloadType, signatures } = asRecord(value);
  const { keyid, sig } = asRecord(Array.isArray(signatures) ? signatures[0] : undefined);
  if (![payload, payloadType, keyid, sig].every((field) => typeof field === 'string')) return undefined;
  const envelope = {
    payloadType: String(payloadType),
    payload: Buffer.from(String(payload), 'base64'),
    keyid: String(keyid),
    signature: Buffer.from(String(sig), 'base64'),
  };
  return Buffer.from(writeEnvelope(envelope)).equals(bytes) ? envelope : undefined;
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString());
  } catch {
    return undefined;
  }
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
