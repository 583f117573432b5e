import type { Plan } from '../../plan/types.gen.ts';
import type { OutageRates } from './outage-rates.ts';

/** One part of what apply does while everything stands still. */
export interface EstimatedPart {
  readonly what: string;
  readonly rows: number;
  readonly seconds: number;
}

/** How long each part of the cutover takes at these rates: by rows alone, for nothing else is known of the servers. */
export function estimateOutage({ steps, accounting }: Plan, rates: OutageRates): readonly EstimatedPart[] {
  const part = (what: string, rows: number, rate: number): EstimatedPart => ({ what, rows, seconds: rows / rate });
  const copies = steps.filter((step) => step.kind === 'copy');
  const sum = (of: readonly { readonly rows: number }[]): number => of.reduce((total, { rows }) => total + rows, 0);
  return [
    part('checks and the accounting', sum(accounting), rates.checks),
    ...copies.map(({ table, rows }) =>
      part(table, rows, Object.hasOwn(rates.copies, table) ? (rates.copies[table] ?? rates.others) : rates.others),
    ),
    part('constraints, indexes, statistics', sum(copies), rates.restore),
  ];
}
