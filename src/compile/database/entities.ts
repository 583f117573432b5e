import type { SqlContext } from '../../check/data/sql-context.ts';
import { renderTemplate, type Templates } from '../../support/templates.ts';

/** What is accounted for: a source table, or a part of one that becomes rows of its own. */
export interface Entity {
  readonly entity: string;
  readonly sql: string;
  /** True where the rows are counted under another entity too, or are none of Synapse. */
  readonly part: boolean;
}

const names = [
  'users',
  'user_passwords',
  'user_threepids',
  'user_external_ids',
  'devices',
  'deviceless_tokens',
  'access_tokens',
  'refresh_tokens',
  'registration_tokens',
] as const;

const parts: ReadonlySet<string> = new Set(['user_passwords', 'deviceless_tokens', 'links']);

/** The accounting queries, in the order in which a reviewer reads them. */
export function compileEntities(context: SqlContext, templates: Templates): readonly Entity[] {
  const present = names.filter((name) => name !== 'registration_tokens' || context.givesRegistrationTokens);
  const entities = context.links.length === 0 ? present : [...present, 'links'];
  return entities.map((entity) => ({
    entity,
    sql: renderTemplate(templates, `sql/accounting/${entity}.sql.hbs`, context),
    part: parts.has(entity),
  }));
}
