/** Whether two names mean the same person, as far as names can say: capitals make no difference. */
export function isSameIdentity(a: string, b: string): boolean {
  return a.normalize().toLowerCase() === b.normalize().toLowerCase();
}
