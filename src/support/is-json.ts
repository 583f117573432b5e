/** Whether JSON can hold a value as it is: no dates, bytes, whole numbers beyond 2^53, infinities, and nothing that holds itself. */
export function isJson(value: unknown, around: ReadonlySet<unknown> = new Set()): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value !== 'object' || around.has(value)) return false;
  const inside = new Set([...around, value]);
  if (Array.isArray(value)) return value.every((item) => isJson(item, inside));
  return (
    Object.getPrototypeOf(value) === Object.prototype && Object.values(value).every((item) => isJson(item, inside))
  );
}
