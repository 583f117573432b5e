import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { synapsePython } from './synapse-python.ts';

const script = `
import bcrypt, json, os, sys, unicodedata
password, hash = json.loads(os.environ["CHECK"])
sys.exit(not bcrypt.checkpw(unicodedata.normalize("NFKC", password).encode(), hash.encode()))
`;

/** Whether a hash is that of a password with its pepper, as Synapse's own library says, after the normalisation of Unicode. */
export async function isBcryptOf(password: string, hash: string): Promise<boolean> {
  try {
    await promisify(execFile)(synapsePython(), ['-c', script], {
      env: { ...process.env, CHECK: JSON.stringify([password, hash]) },
    });
    return true;
  } catch {
    return false;
  }
}
