import { type Problem, throwProblems } from '../../support/errors.ts';
import { fingerprintOf } from '../ssh/fingerprint.ts';
import { decodeKeyText } from './parse-key-text.ts';

/**
 * The fingerprints of a list of revoked keys, one public key a line, as `ssh-keygen -Y verify -r` takes it. Of any type: also one
 * that is not accepted here. A list that cannot be read would revoke nobody, so it stops.
 * @throws PlanError REVOKED_KEYS, each line
 */
export function parseRevokedKeys(path: string, bytes: Uint8Array): ReadonlySet<string> {
  const text = Buffer.from(bytes).toString('latin1');
  const problem = (message: string, line?: number): Problem => ({
    code: 'REVOKED_KEYS',
    message,
    place: { file: path, ...(line === undefined ? {} : { line }) },
  });
  if (text.startsWith('SSHKRL\n\0')) throwProblems([problem('This is a binary key revocation list (KRL).')]);
  const fingerprints = new Set<string>();
  const problems: Problem[] = [];
  text.split('\n').forEach((raw, index) => {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) return;
    const [type = '', base64 = ''] = line.split(/[ \t]+/);
    const blob = decodeKeyText(type, base64);
    if (blob) fingerprints.add(fingerprintOf(blob));
    else problems.push(problem('This line is no public key.', index + 1));
  });
  throwProblems(problems);
  return fingerprints;
}
