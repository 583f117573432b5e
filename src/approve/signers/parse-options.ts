import type { AllowedSigner } from './allowed-signers.ts';
import { parseSignersTime } from './parse-time.ts';

export type SignerOptions = Pick<AllowedSigner, 'isCertAuthority' | 'namespaces' | 'validAfter' | 'validBefore'>;

/** The options of a line of an allowed_signers file; a sentence where they cannot be read. */
export function parseSignerOptions(text: string): SignerOptions | string {
  let isCertAuthority = false;
  const values = new Map<string, string>();
  for (let rest = text; rest !== ''; ) {
    const option = optionPattern.exec(rest);
    if (!option) return 'its options are not known, or not written as they should be';
    const [whole, flag, name, value = ''] = option;
    if (flag !== undefined) isCertAuthority = true;
    if (name !== undefined && values.has(name.toLowerCase())) return `it has ${name} twice`;
    if (name !== undefined) values.set(name.toLowerCase(), value.replaceAll('\\"', '"'));
    rest = rest.slice(whole.length);
  }
  const namespaces = values.get('namespaces');
  const times = (['valid-after', 'valid-before'] as const).map((name) => {
    const value = values.get(name);
    return value === undefined ? undefined : (parseSignersTime(value) ?? Number.NaN);
  });
  if (times.some((time) => Number.isNaN(time))) return 'one of its times is none';
  const [validAfter, validBefore] = times;
  if (validAfter !== undefined && validBefore !== undefined && validBefore <= validAfter) {
    return 'valid-before is not after valid-after';
  }
  return {
    isCertAuthority,
    ...(namespaces === undefined ? {} : { namespaces }),
    ...(validAfter === undefined ? {} : { validAfter }),
    ...(validBefore === undefined ? {} : { validBefore }),
  };
}

/** One option and the comma after it; there may be nothing between commas, but something after the last. */
const optionPattern =
  /^(?:(cert-authority)|(namespaces|valid-after|valid-before)="((?:\\"|\\(?!")|[^"\\])*)")?(?:,(?=.)|$)/is;
