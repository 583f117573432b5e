import { hostname, userInfo } from 'node:os';

/** Who runs this, for plans, receipts and the journal. A container may run under a user id that has no name. */
export function userAtHost(): string {
  try {
    return `${userInfo().username}@${hostname()}`;
  } catch {
    return `uid ${process.getuid?.() ?? 'unknown'}@${hostname()}`;
  }
}
