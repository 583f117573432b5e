import type { DatabaseFacts } from '../../inspect/facts.ts';
import type { Finding } from '../../plan/types.gen.ts';
import { quoteIdentifier } from '../../support/sql-text.ts';
import { toFinding } from '../config-rule.ts';
import { sourceSchema } from '../required-schema.ts';
import type { Rule } from '../rule.ts';
import { sourceCollation } from './rules/collation.ts';
import { collationVersion } from './rules/collation-version.ts';
import { sourceEncoding } from './rules/encoding.ts';
import { lockRight } from './rules/lock-right.ts';
import { targetEncoding } from './rules/target-encoding.ts';
import { targetOwner } from './rules/target-owner.ts';

/**
 * What is odd about the databases themselves, and what their roles lack for apply.
 * @param altered tables of MAS that apply alters or empties
 */
export function checkDatabases(
  source: Pick<DatabaseFacts, 'connection' | 'setup' | 'rights'>,
  target: Pick<DatabaseFacts, 'setup' | 'rights'>,
  altered: readonly string[],
): readonly Finding[] {
  // What is known of a file of SQLite was read where its rows stand for the moment: in the database of MAS.
  const ofSource = 'engine' in source.connection ? [] : checkSource(source);
  return [...ofSource, ...checkTarget(target, altered)];
}

function checkSource({ setup, rights }: Pick<DatabaseFacts, 'setup' | 'rights'>): readonly Finding[] {
  const find = (rule: Rule, what: string, table = 'pg_database'): Finding =>
    toFinding(rule, { what, where: [{ database: 'synapse', table }] });
  // Tables of which nothing is copied need not stand still.
  const locked = rights?.notLockable.filter((table) => Object.hasOwn(sourceSchema, table)) ?? [];
  const isOther = setup !== undefined && (setup.collate !== 'C' || setup.ctype !== 'C');
  return [
    ...(setup && setup.encoding !== 'UTF8'
      ? [find(sourceEncoding, `The database of Synapse has the encoding ${setup.encoding}.`)]
      : []),
    ...(isOther
      ? [find(sourceCollation, `The database of Synapse has LC_COLLATE ${setup.collate} and LC_CTYPE ${setup.ctype}.`)]
      : []),
    ...(setup?.isCollationOutdated
      ? [find(collationVersion, 'The version of the collation is another than the database of Synapse notes.')]
      : []),
    ...(rights && locked.length > 0
      ? [
          find(
            lockRight,
            `The role "${rights.role}" may not lock ${locked.join(', ')}. It could with: GRANT UPDATE ON ${quoted(locked)} TO ${quoteIdentifier(rights.role)};`,
            locked[0],
          ),
        ]
      : []),
  ];
}

function checkTarget(
  { setup, rights }: Pick<DatabaseFacts, 'setup' | 'rights'>,
  altered: readonly string[],
): readonly Finding[] {
  const find = (rule: Rule, what: string, table = 'pg_database'): Finding =>
    toFinding(rule, { what, where: [{ database: 'mas', table }] });
  const lacking = rights?.notOwned.filter((table) => altered.includes(table)) ?? [];
  return [
    ...(setup && setup.encoding !== 'UTF8'
      ? [find(targetEncoding, `The database of MAS has the encoding ${setup.encoding}.`)]
      : []),
    ...(rights && lacking.length > 0
      ? [find(targetOwner, `The role "${rights.role}" does not own ${lacking.join(', ')}.`, lacking[0])]
      : []),
    ...(rights && !rights.mayCreate
      ? [find(targetOwner, `The role "${rights.role}" may not CREATE a schema in the database.`)]
      : []),
  ];
}

function quoted(names: readonly string[]): string {
  return names.map(quoteIdentifier).join(', ');
}
