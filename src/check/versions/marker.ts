/** Something in a database that is there since a release: `[release, what]`, oldest first. */
export type Marker = readonly [release: string, what: string];

/**
 * The bounds that a number in a database gives, which only grows: a schema version, a migration.
 * @param found all digits, as text
 */
export function boundsOf(
  found: string,
  markers: readonly Marker[],
): { readonly atLeast?: string; readonly below?: string } {
  const isReached = (what: string): boolean => BigInt(what) <= BigInt(found);
  const [atLeast] = markers.findLast(([, what]) => isReached(what)) ?? [];
  const [below] = markers.find(([, what]) => !isReached(what)) ?? [];
  return { ...(atLeast === undefined ? {} : { atLeast }), ...(below === undefined ? {} : { below }) };
}
