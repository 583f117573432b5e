import { isOwnGuard } from '../../plan/own-guards.ts';
import type { FileEdit, FileStep, Plan, Step } from '../../plan/types.gen.ts';
import { formatCount } from '../format-count.ts';
import type { Block, Fact, Section } from './blocks.ts';

/** Every step in full: what people do, the exact SQL, the diffs of files and what is really written into them. */
export function stepDetailsSection({ steps, verification }: Plan): Section {
  return {
    id: 'details',
    title: 'Every step in full',
    blocks: [],
    parts: [
      ...steps.map((step) => ({
        title: `${step.phase}, ${step.id}: ${step.title}`,
        blocks: [{ kind: 'text' as const, text: step.reason }, ...blocksOf(step)],
        folded: true,
      })),
      {
        title: 'What verify compares',
        blocks: [
          {
            kind: 'table',
            head: ['Verification', 'Of step', 'What it compares'],
            rows: verification.map(({ id, step, title }) => [id, step, title]),
            numbers: [],
          },
        ],
        folded: true,
      },
    ],
  };
}

function blocksOf(step: Step): readonly Block[] {
  switch (step.kind) {
    case 'operator':
      return [
        { kind: 'code', language: 'text', text: step.instructions, holds: 'instructions' },
        ...(step.guard === undefined
          ? []
          : [
              {
                kind: 'text' as const,
                text: `Whether it was done is seen by ${isOwnGuard(step.guard) ? 'apply itself' : step.guard}.`,
              },
            ]),
      ];
    case 'assert':
      return [
        facts(
          ['Asked of', `the database of ${step.database === 'mas' ? 'MAS' : 'Synapse'}`],
          ...(step.countedAs ?? []).map(
            (outcome): Fact => ['Asked where the accounting counts', outcome.replace(':', ' as ')],
          ),
          ['Holds when', 'it gives no row'],
          ['Otherwise', step.remedy],
        ),
        { kind: 'code', language: 'sql', text: step.sql, holds: 'query' },
      ];
    case 'sql':
      return [
        facts(['Runs on', "the database of MAS, inside apply's one transaction"]),
        { kind: 'code', language: 'sql', text: step.sql, holds: 'query' },
      ];
    case 'copy':
      return [
        facts(
          ['From', 'the rows that this SELECT gives on the database of Synapse'],
          ['To', `${step.table} (${step.columns.join(', ')})`],
          ['Rows', formatCount(step.rows)],
          ['Compared by', step.key.join(', ')],
          ...(step.columnNotes ?? []).map((note): Fact => ['Column', note]),
        ),
        { kind: 'code', language: 'sql', text: step.select, holds: 'copy' },
      ];
    case 'secret':
      return [
        facts(
          ['File', step.path],
          ['Mode', step.mode],
          ...(step.ownerOf === undefined ? [] : [['Owner', `as of ${step.ownerOf}`] as const]),
          ['Value', `${step.from.key} of ${step.from.file}, which apply reads; this plan does not hold it`],
        ),
      ];
    case 'file':
      return fileBlocks(step);
  }
}

/** The diff is for reading; the edits, or the content, are what apply writes. So both are shown: a forged plan could make them differ. */
function fileBlocks({ path, before, after, backup, mode, edits, content, changes, diff }: FileStep): readonly Block[] {
  return [
    facts(
      ['File', path],
      ['Before', before ?? 'it does not exist'],
      ['After', after],
      ...(backup === undefined ? [] : [['Backup', backup] as const]),
      ...(mode === undefined ? [] : [['Mode', mode] as const]),
    ),
    ...(changes === undefined
      ? []
      : [
          {
            kind: 'table' as const,
            head: ['Option', 'Why'],
            rows: changes.map(({ key, why }) => [key, why]),
            numbers: [],
          },
        ]),
    { kind: 'code', language: 'diff', text: diff, holds: 'diff' },
    { kind: 'text', text: 'What apply writes, to the byte:' },
    ...(edits ?? []).flatMap(({ offset, length, insert, secretOf }): readonly Block[] => [
      { kind: 'text', text: describeEdit(offset, length, insert, secretOf) },
      ...(insert === ''
        ? []
        : [{ kind: 'code' as const, language: 'text' as const, text: insert, holds: 'bytes' as const }]),
    ]),
    ...(content === undefined
      ? []
      : [{ kind: 'code' as const, language: 'text' as const, text: content, holds: 'bytes' as const }]),
  ];
}

function describeEdit(offset: number, length: number, insert: string, secretOf: FileEdit['secretOf']): string {
  const where = `At byte ${formatCount(offset)}`;
  if (secretOf) {
    const removed = length === 0 ? '' : `remove ${formatCount(length)} bytes, `;
    return `${where}: ${removed}insert the value of ${secretOf.key} of ${secretOf.file}, which apply reads; this plan does not hold it`;
  }
  if (length === 0) return `${where}: insert`;
  const removed = `${where}: remove ${formatCount(length)} bytes`;
  return insert === '' ? removed : `${removed}, insert`;
}

function facts(...of: readonly Fact[]): Block {
  return { kind: 'facts', facts: of };
}
