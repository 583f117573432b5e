import type { Plan } from '../../plan/types.gen.ts';
import { formatAmount } from '../format-amount.ts';
import { formatCount } from '../format-count.ts';
import type { Answer, Fact } from './blocks.ts';
import { describeConnection } from './describe-connection.ts';

/** What changes where. */
export function changesAnswer({ source, target, summary }: Plan): Answer {
  const files = summary.files.map((file): Fact => ['File', file]);
  const rows = `${formatAmount(summary.rowsMigrated, 'row')} into ${formatAmount(summary.tables.length, 'table')} of MAS`;
  return {
    short: `${rows}, and ${formatAmount(summary.files.length, 'file')}. The database of Synapse is only read.`,
    blocks: [
      {
        kind: 'facts',
        facts: [
          ['Written, for MAS', describeConnection(target.connection)],
          ['Only read, of Synapse', describeConnection(source.connection)],
          ...(files.length === 0 ? [['Files', 'none'] as const] : files),
        ],
      },
      {
        kind: 'table',
        head: ['Table of MAS', 'Rows'],
        rows: [
          ...summary.tables.map(({ table, rows }) => [table, formatCount(rows)]),
          ['all together', formatCount(summary.rowsMigrated)],
        ],
        numbers: [1],
      },
    ],
    parts: [],
  };
}
