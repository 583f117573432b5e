import type { Plan } from '../../plan/types.gen.ts';
import { formatAmount } from '../format-amount.ts';
import { formatCount } from '../format-count.ts';
import type { Answer, Block } from './blocks.ts';

/** Which rows are left out and why. */
export function rowsAnswer({ accounting, summary }: Plan): Answer {
  const skipped = accounting.flatMap(({ entity, skipped }) =>
    skipped
      .filter(({ rows }) => rows > 0)
      .map(({ reason, rows, meaning }) => [entity, formatCount(rows), reason, meaning]),
  );
  return {
    short:
      skipped.length === 0
        ? 'No row is left out.'
        : `${formatAmount(summary.rowsSkipped, 'row')} of Synapse, each for a reason that is named below.`,
    blocks: [
      {
        kind: 'table',
        head: ['Rows of Synapse', 'All', 'Migrated', 'Left out'],
        rows: accounting.map(({ entity, rows, migrated, skipped }) => [
          entity,
          ...[rows, sum(migrated), sum(skipped)].map(formatCount),
        ]),
        numbers: [1, 2, 3],
      },
      ...(skipped.length === 0
        ? []
        : [{ kind: 'table' as const, head: ['Of', 'Rows', 'Reason', 'Meaning'], rows: skipped, numbers: [1] }]),
    ],
    parts: accounting.map(({ entity, migrated, sql }) => ({
      title: `How ${entity} is counted`,
      blocks: [
        ...migrated.map(
          ({ table, rows }): Block => ({ kind: 'text', text: `${formatCount(rows)} rows become rows of ${table}.` }),
        ),
        { kind: 'code', language: 'sql', text: sql, holds: 'query' },
      ],
      folded: true,
    })),
  };
}

function sum(parts: readonly { readonly rows: number }[]): number {
  return parts.reduce((total, { rows }) => total + rows, 0);
}
