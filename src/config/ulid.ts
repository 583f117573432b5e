const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * The UUID, in lower case, that holds the same 128 bits as a ULID (26 digits of Crockford's base 32 in either case);
 * undefined when the text is no ULID or stands for more than 128 bits.
 */
export function ulidToUuid(ulid: string): string | undefined {
  const text = ulid.toUpperCase();
  if (!/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/.test(text)) return undefined;
  const value = [...text].reduce((sum, digit) => sum * 32n + BigInt(digits.indexOf(digit)), 0n);
  const hex = value.toString(16).padStart(32, '0');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** The ULID of a time in milliseconds and 80 bits, as 20 digits of base 16. */
export function makeUlid(milliseconds: number, bits: string): string {
  let value = BigInt(milliseconds) * 2n ** 80n + BigInt(`0x${bits}`);
  let text = '';
  for (let index = 0; index < 26; index++) {
    text = digits.charAt(Number(value % 32n)) + text;
    value /= 32n;
  }
  return text;
}
