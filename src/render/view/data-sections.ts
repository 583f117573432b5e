import type { Connection, Plan } from '../../plan/types.gen.ts';
import { formatCount } from '../format-count.ts';
import type { Section } from './blocks.ts';

/** What changes where. */
export function changesSection({ source, target, summary }: Plan): Section {
  return {
    id: 'changes',
    title: 'What changes where',
    blocks: [
      {
        kind: 'facts',
        facts: [
          ['Written', `the database of MAS: ${describeConnection(target.connection)}`],
          ['Only read', `the database of Synapse: ${describeConnection(source.connection)}`],
          ...(summary.files.length === 0 ? [['Files', 'none'] as const] : summary.files.map((file) => ['File', file] as const)),
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

/** Which steps run, in order; their SQL stands at the end of a report. */
export function stepsSection({ steps }: Plan): Section {
  return {
    id: 'steps',
    title: 'Which steps run, in order',
    blocks: [
      {
        kind: 'table',
        head: ['Phase', 'Step', 'What it does'],
        rows: steps.map(({ phase, id, title }) => [phase, id, title]),
        numbers: [],
      },
    ],
    parts: [],
  };
}

/** Which rows are left out and why. */
export function rowsSection({ accounting }: Plan): Section {
  const skipped = accounting.flatMap(({ entity, skipped }) =>
    skipped.filter(({ rows }) => rows > 0).map(({ reason, rows, meaning }) => [entity, formatCount(rows), reason, meaning]),
  );
  return {
    id: 'rows',
    title: 'Which rows are left out, and why',
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
      skipped.length === 0
        ? { kind: 'text', text: 'No row is left out.' }
        : { kind: 'table', head: ['Of', 'Rows', 'Reason', 'Meaning'], rows: skipped, numbers: [1] },
    ],
    parts: accounting.map(({ entity, sql }) => ({
      title: `How ${entity} is counted`,
      blocks: [{ kind: 'code', language: 'sql', text: sql }],
    })),
  };
}

/** Who can log in, and how. */
export function loginsSection({ logins }: Plan): Section {
  return {
    id: 'logins',
    title: 'Who can log in afterwards',
    blocks: [
      {
        kind: 'table',
        head: ['Active users who log in by', 'Users'],
        rows: [
          ['a password', formatCount(logins.password)],
          ['a provider', formatCount(logins.provider)],
          ['either of both', formatCount(logins.both)],
          ['nothing', formatCount(logins.none)],
        ],
        numbers: [1],
      },
      ...(logins.providers.length === 0
        ? []
        : [
            {
              kind: 'table' as const,
              head: ['Provider in Synapse', 'In MAS', 'Name', 'Users'],
              rows: logins.providers.map(({ synapseIdpId, id, name, users }) => [synapseIdpId, id, name ?? '', formatCount(users)]),
              numbers: [3],
            },
          ]),
    ],
    parts: [],
  };
}

/** `database mas as user mas on localhost:5432`. */
export function describeConnection({ host, port, database, user }: Connection): string {
  return `${database} as ${user} on ${host}:${port}`;
}

function sum(parts: readonly { readonly rows: number }[]): number {
  return parts.reduce((total, { rows }) => total + rows, 0);
}
