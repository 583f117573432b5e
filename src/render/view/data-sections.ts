import type { Connection, Plan } from '../../plan/types.gen.ts';
import { formatCount } from '../format-count.ts';
import type { Block, Fact, Section } from './blocks.ts';
import { loginBlocks } from './login-blocks.ts';

/** What changes where. */
export function changesSection({ source, target, summary }: Plan): Section {
  const files = summary.files.map((file): Fact => ['File', file]);
  return {
    id: 'changes',
    title: 'What changes where',
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

/** Which rows are left out and why. */
export function rowsSection({ accounting }: Plan): Section {
  const skipped = accounting.flatMap(({ entity, skipped }) =>
    skipped
      .filter(({ rows }) => rows > 0)
      .map(({ reason, rows, meaning }) => [entity, formatCount(rows), reason, meaning]),
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
    parts: accounting.map(({ entity, migrated, sql }) => ({
      title: `How ${entity} is counted`,
      blocks: [
        ...migrated.map(
          ({ table, rows }): Block => ({ kind: 'text', text: `${formatCount(rows)} rows become rows of ${table}.` }),
        ),
        { kind: 'code', language: 'sql', text: sql },
      ],
      folded: true,
    })),
  };
}

/** Who cannot log in, and how everybody else does. */
export function loginsSection({ logins }: Plan): Section {
  const { password, provider, both, none, providers } = logins;
  const active = formatCount(password + provider + both + none);
  const cannot =
    none === 0
      ? `Every one of the ${active} active users has a way to log in.`
      : `${formatCount(none)} of the ${active} active users cannot log in: they have neither a password nor a provider.`;
  const byProvider: Block = {
    kind: 'table',
    head: ['Provider in Synapse', 'Provider in MAS', 'Name', 'Users'],
    rows: providers.map(({ synapseIdpId, id, name, users }) => [synapseIdpId, id, name ?? '', formatCount(users)]),
    numbers: [3],
  };
  return {
    id: 'logins',
    title: 'Who cannot log in afterwards',
    blocks: [
      { kind: 'text', text: cannot },
      {
        kind: 'table',
        head: ['Active users who can log in by', 'Users'],
        rows: [
          ['a password only', formatCount(password)],
          ['a provider only', formatCount(provider)],
          ['a password or a provider', formatCount(both)],
          ['nothing', formatCount(none)],
        ],
        numbers: [1],
      },
      ...(providers.length === 0 ? [{ kind: 'text' as const, text: 'No user logs in by a provider.' }] : [byProvider]),
      ...loginBlocks(logins),
    ],
    parts: [],
  };
}

/** `database mas as user mas on localhost, port 5432 (sslmode prefer)`: the host may be the folder of a socket. */
export function describeConnection({ host, port, database, user, sslmode }: Connection): string {
  return `database ${database} as user ${user} on ${host}, port ${port} (sslmode ${sslmode})`;
}

function sum(parts: readonly { readonly rows: number }[]): number {
  return parts.reduce((total, { rows }) => total + rows, 0);
}
