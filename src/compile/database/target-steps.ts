import type { CatalogTable } from '../../inspect/catalog.ts';
import type { SqlStep } from '../../plan/types.gen.ts';
import { renderTemplate, type Templates } from '../../support/templates.ts';

/** What the steps around the copies need to know. */
export interface TargetTables {
  /** All tables of MAS. */
  readonly tables: readonly CatalogTable[];
  /** Those that are written, in this order. */
  readonly written: readonly string[];
  /** Those that are empty before, and nobody may touch meanwhile. */
  readonly mustBeEmpty: readonly string[];
}

export interface TargetSteps {
  readonly before: readonly SqlStep[];
  /** What comes next after a table was copied, by its name. */
  readonly afterCopy: ReadonlyMap<string, SqlStep>;
  readonly after: readonly SqlStep[];
}

/**
 * What stands around the copies: locks; what slows loading goes, and comes back as the catalog had it when the plan was made, as soon as
 * its table is copied: while the server of MAS builds, that of Synapse reads ahead for the next tables.
 * An index with properties that its definition does not say (tablespace, comment, CLUSTER, replica identity) stays.
 */
export function compileTargetSteps(target: TargetTables, templates: Templates): TargetSteps {
  const written = target.tables.filter((table) => target.written.includes(table.name));
  const foreignKeys = target.tables.flatMap((table) =>
    table.constraints
      .filter(
        (constraint) =>
          constraint.kind === 'foreign key' &&
          !constraint.special &&
          (target.written.includes(table.name) || target.written.includes(constraint.references ?? '')),
      )
      .map((constraint) => ({ table: table.name, ...constraint })),
  );
  const pinned = new Set(
    target.tables.flatMap((table) =>
      table.constraints
        .filter((constraint) => constraint.kind === 'foreign key' && constraint.special)
        .map((constraint) => constraint.references),
    ),
  );
  const keys = written
    .filter((table) => !pinned.has(table.name))
    .flatMap((table) =>
      table.constraints
        .filter(
          (constraint) => (constraint.kind === 'primary key' || constraint.kind === 'unique') && !constraint.special,
        )
        .map((constraint) => ({ table: table.name, ...constraint })),
    );
  const indexes = written.flatMap((table) =>
    table.indexes.filter((index) => !index.special).map((index) => ({ table: table.name, ...index })),
  );
  const sql = (name: string, context: object): string =>
    renderTemplate(templates, `sql/steps/${name}.sql.hbs`, context);
  const shared = target.tables.some((table) => table.name === 'upstream_oauth_providers')
    ? ['upstream_oauth_providers']
    : [];
  return {
    before: [
      step(
        'sql/lock',
        'lock',
        'Lock the tables of MAS',
        'Nobody reads or writes them until the transaction ends. Who holds one already is waited for, up to three seconds each and 15 for all, in which PostgreSQL ends an autovacuum; then apply stops.',
        sql('lock', { exclusive: target.mustBeEmpty, shared }),
      ),
      step(
        'sql/clear',
        'clear',
        'Set aside constraints and indexes',
        'Loading into empty tables without them and building them afterwards takes a fraction of the time. All of it is undone if the transaction is.',
        sql('clear', { constraints: [...foreignKeys, ...keys], indexes, tables: target.written }),
      ),
    ],
    afterCopy: new Map(
      target.written.flatMap((name): readonly (readonly [string, SqlStep])[] => {
        const isOwn = ({ table }: { readonly table: string }): boolean => table === name;
        const parts = {
          keys: keys.filter(isOwn),
          indexes: indexes.filter(isOwn),
          foreignKeys: foreignKeys.filter((key) => lastCopied(key, target.written) === name),
        };
        if (Object.values(parts).every(({ length }) => length === 0)) return [];
        const title = `Build constraints and indexes of ${name} again`;
        const reason =
          'Exactly those that were there. PostgreSQL checks each one against every row. Meanwhile Synapse is read.';
        return [[name, step(`restore/${name}`, 'restore', title, reason, sql('restore', parts))]];
      }),
    ),
    after: [
      step(
        'sql/analyze',
        'analyze',
        'Gather statistics',
        'Without them the first queries of MAS would be planned for empty tables.',
        sql('analyze', { tables: target.written }),
      ),
    ],
  };
}

/** A foreign key can be built once both of its tables are there: the one that is copied last, of those that are copied at all. */
function lastCopied(
  { table, references }: { readonly table: string; readonly references: string | null },
  written: readonly string[],
): string | undefined {
  return written.findLast((name) => name === table || name === references);
}

function step(id: string, purpose: SqlStep['purpose'], title: string, reason: string, sql: string): SqlStep {
  return { id, phase: 'cutover', kind: 'sql', title, reason, purpose, sql };
}
