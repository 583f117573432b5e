import { SshError } from '../ssh/ssh-error.ts';
import type { AllowedSigner, AllowedSigners } from './allowed-signers.ts';
import { decodeKeyText, parseKeyText } from './parse-key-text.ts';
import { parseSignerOptions } from './parse-options.ts';
import { splitLine } from './split-line.ts';

/** Reads an allowed_signers file (ssh-keygen(1), ALLOWED SIGNERS). A line that cannot be read gives no right and stops nobody. */
export function parseAllowedSigners(path: string, bytes: Uint8Array): AllowedSigners {
  const signers: AllowedSigner[] = [];
  const ignored: AllowedSigners['ignored'][number][] = [];
  Buffer.from(bytes)
    .toString()
    .split('\n')
    .forEach((text, index) => {
      const line = text.replace(/^[ \t\r]+|[ \t\r]+$/g, '');
      if (line === '' || line.startsWith('#')) return;
      const parsed = parseLine(line);
      if (typeof parsed === 'string') ignored.push({ line: index + 1, why: parsed });
      else signers.push({ line: index + 1, ...parsed });
    });
  return { path, signers, ignored };
}

function parseLine(line: string): Omit<AllowedSigner, 'line'> | string {
  if (line.includes('\0')) return 'it holds a NUL';
  const split = splitLine(line, (type, base64) => decodeKeyText(type, base64) !== undefined);
  if (typeof split === 'string') return split;
  const options = parseSignerOptions(split.options);
  if (typeof options === 'string') return options;
  try {
    return { principals: split.principals, publicKey: parseKeyText(split.keyType, split.keyBase64), ...options };
  } catch (error) {
    if (error instanceof SshError) return error.message;
    throw error;
  }
}
