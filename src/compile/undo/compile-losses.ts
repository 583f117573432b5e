import type { CatalogTable } from '../../inspect/catalog.ts';
import type { DatabaseName, UndoCount } from '../../plan/types.gen.ts';
import { renderTemplate, type Templates } from '../../support/templates.ts';
import type { LossRule } from './loss-rule.ts';
import { alongTables, lossRules } from './loss-rules.ts';

/** What the counting depends on. */
export interface LossFacts {
  /** Of MAS, whose versions differ. */
  readonly tables: readonly CatalogTable[];
  readonly mustBeEmpty: readonly string[];
  readonly plannedAt: string;
}

/** The SELECTs that count what the way back would lose, one for each database; MAS's where it has a table for it at all. */
export function compileLosses(facts: LossFacts, templates: Templates): readonly UndoCount[] {
  const columnsOf = new Map(facts.tables.map(({ name, columns }) => [name, columns.map((column) => column.name)]));
  const known = lossRules.filter(
    ({ database, needs }) =>
      database === 'synapse' ||
      Object.entries(needs).every(([table, columns]) =>
        columns.every((column) => columnsOf.get(table)?.includes(column)),
      ),
  );
  const spoken = new Set([...known.flatMap(({ needs }) => Object.keys(needs)), ...alongTables]);
  const others = facts.mustBeEmpty.filter((table) => !spoken.has(table));
  const context = {
    plannedAtMs: Date.parse(facts.plannedAt),
    hasDeactivatedAt: columnsOf.get('users')?.includes('deactivated_at') ?? false,
    tables: others,
  };
  const count = (database: DatabaseName, title: string, rules: readonly LossRule[]): UndoCount => ({
    id: `undo/losses-${database}`,
    kind: 'count',
    title,
    database,
    losses: rules.map(({ loss, title, consequence }) => ({ loss, title, consequence })),
    sql: renderTemplate(templates, 'sql/undo/losses.sql.hbs', {
      applied: database === 'mas',
      losses: rules.map(({ loss }) => ({
        loss,
        inner: renderTemplate(templates, `sql/undo/losses/${loss}.sql.hbs`, context).trimEnd().replaceAll('\n', '\n  '),
      })),
    }),
  });
  const ofMas = known.filter(({ database }) => database === 'mas');
  return [
    count('mas', 'What MAS holds that the way back loses', others.length > 0 ? [...ofMas, begun] : ofMas),
    count(
      'synapse',
      'What Synapse holds that nobody can use afterwards',
      known.filter(({ database }) => database === 'synapse'),
    ),
  ];
}

const begun: LossRule = {
  loss: 'begun',
  database: 'mas',
  title: 'Logins, registrations, confirmations and recoveries, begun or done',
  consequence: 'What was under way has to be begun again.',
  needs: {},
};
