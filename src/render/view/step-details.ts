import type { Plan, Step } from '../../plan/types.gen.ts';
import { formatCount } from '../format-count.ts';
import type { Block, Section } from './blocks.ts';

/** Every step in full: what people do, the exact SQL, the diffs of files. */
export function stepDetailsSection({ steps, verification }: Plan): Section {
  const table: Block = {
    kind: 'table',
    head: ['Verification', 'Compares'],
    rows: verification.map(({ id, title }) => [id, title]),
    numbers: [],
  };
  return {
    id: 'details',
    title: 'Every step in full',
    blocks: [table],
    parts: steps.map((step) => ({
      title: `${step.phase}: ${step.id}`,
      blocks: [{ kind: 'text', text: `${step.title}. ${step.reason}` }, ...blocksOf(step)],
    })),
  };
}

function blocksOf(step: Step): readonly Block[] {
  switch (step.kind) {
    case 'operator':
      return [
        { kind: 'code', language: 'text', text: step.instructions },
        ...(step.guard === undefined ? [] : [{ kind: 'text' as const, text: `Whether it was done is seen by ${step.guard}.` }]),
      ];
    case 'assert':
      return [
        { kind: 'text', text: `Asked of the database of ${step.database === 'mas' ? 'MAS' : 'Synapse'}; any row stops apply. ${step.remedy}` },
        { kind: 'code', language: 'sql', text: step.sql },
      ];
    case 'sql':
      return [{ kind: 'code', language: 'sql', text: step.sql }];
    case 'copy':
      return [
        {
          kind: 'facts',
          facts: [
            ['From', 'the rows that this SELECT gives on the database of Synapse'],
            ['To', `${step.table} (${step.columns.join(', ')})`],
            ['Rows', formatCount(step.rows)],
            ...(step.columnNotes ?? []).map((note) => ['Column', note] as const),
          ],
        },
        { kind: 'code', language: 'sql', text: step.select },
      ];
    case 'secret':
      return [
        {
          kind: 'facts',
          facts: [
            ['File', `${step.path}, mode ${step.mode}`],
            ['Value', `${step.from.key} of ${step.from.file}, read by apply; it is not in this plan`],
          ],
        },
      ];
    case 'file':
      return [
        {
          kind: 'facts',
          facts: [
            ['File', step.path],
            ['Before', step.before ?? 'it does not exist'],
            ['After', step.after],
            ...(step.backup === undefined ? [] : [['Backup', step.backup] as const]),
          ],
        },
        { kind: 'code', language: 'diff', text: step.diff },
      ];
  }
}
