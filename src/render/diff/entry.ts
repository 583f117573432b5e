import { describeValue } from './describe-value.ts';

/** One thing that a plan says: what it is called, the same in every plan, and what it is here. */
export interface Entry {
  readonly name: string;
  readonly value: string;
}

/** `value` may be anything that stands in a plan. */
export function entry(name: string, value: unknown): Entry {
  return { name, value: describeValue(value) };
}

/** The items of a list by their names, and in which order they stand. */
export function listEntries<T>(order: string, items: readonly T[], nameOf: (item: T) => string): readonly Entry[] {
  return [
    ...items.map((item) => entry(nameOf(item), item)),
    ...(items.length > 0 ? [entry(order, items.map(nameOf))] : []),
  ];
}
