import { isDeepStrictEqual } from 'node:util';

/**
 * Whether two values of lists, maps and scalars mean the same. Each pair is compared once, so that aliases of aliases of
 * aliases end, and values that hold themselves do too.
 */
export function isSameValue(a: unknown, b: unknown, seen = new Map<unknown, Set<unknown>>()): boolean {
  if (!isCollection(a) || !isCollection(b)) return isDeepStrictEqual(a, b);
  const known = seen.get(a) ?? new Set();
  if (known.has(b)) return true;
  seen.set(a, known.add(b));
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, index) => isSameValue(item, b[index], seen));
  if (!(a instanceof Map) || !(b instanceof Map)) return false;
  return a.size === b.size && [...a].every(([key, value]) => b.has(key) && isSameValue(value, b.get(key), seen));
}

function isCollection(value: unknown): value is readonly unknown[] | ReadonlyMap<unknown, unknown> {
  return Array.isArray(value) || value instanceof Map;
}
