import { formatCount } from './format-count.ts';

/** `1 row`, `1,234 rows`; `many` where an s is not enough. */
export function formatAmount(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}
