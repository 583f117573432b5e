import { type Stats, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** Whose a new file for Synapse is to be, and who may read it. */
export interface SecretRights {
  /** A configuration file of Synapse, or its folder: the new file gets owner and group of it. */
  readonly ownerOf: string;
  readonly mode: '0600' | '0640';
}

/**
 * What tells who Synapse is: its last configuration file, which often root owns and Synapse reads as its group. A file of root that
 * everybody may read tells nothing; then it is a folder of its files that root does not own, as Debian's packages leave them.
 */
export function secretRights(files: readonly string[]): SecretRights {
  const last = files.at(-1) ?? '/';
  const { mode, uid } = statSync(last);
  const rights = { ownerOf: last, mode: mode & 0o040 ? '0640' : '0600' } as const;
  if (uid !== 0 || !(mode & 0o004)) return rights;
  const folder = files.map((file) => dirname(file)).find((path) => isOfSomebodyElse(statSync(path)));
  return folder === undefined ? rights : { ...rights, ownerOf: folder };
}

function isOfSomebodyElse({ uid }: Stats): boolean {
  return uid !== 0;
}
