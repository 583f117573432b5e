import type { SqlStep } from '../../../plan/types.gen.ts';
import type { CatalogNames } from './catalog-names.ts';
import { analyzeNodes, dropNodes, lockNodes, type NodeRules, truncateNodes } from './node-rules.ts';
import { type ParseNode, rootOf, type Statement, stringsOf } from './parse-sql.ts';
import { walkNodes } from './walk-nodes.ts';

/** What a `sql` step, or the way back, may be about. */
export interface Writable {
  /** Tables that are empty before apply: the only ones that may be emptied or altered. */
  readonly mustBeEmpty: ReadonlySet<string>;
  readonly names: CatalogNames;
  /** The names of the indexes in the catalog. */
  readonly indexes: ReadonlySet<string>;
}

type Refuse = (message: string, location: number) => void;
type Purpose = Exclude<SqlStep['purpose'], 'restore'> | 'undo';

/** By purpose, the statements with all that may stand in them. */
const allowed: Readonly<Record<Purpose, Readonly<Record<string, NodeRules>>>> = {
  lock: { LockStmt: lockNodes },
  clear: { AlterTableStmt: dropNodes, DropStmt: dropNodes, TruncateStmt: truncateNodes },
  analyze: { VacuumStmt: analyzeNodes },
  undo: { LockStmt: lockNodes, TruncateStmt: truncateNodes },
};

/** Holds statements against what their purpose allows. `restore` has a check of its own, check-restore.ts, and `lock` one around this. */
export function checkStatements(
  statements: readonly Statement[],
  purpose: Purpose,
  writable: Writable,
  refuse: Refuse,
): void {
  for (const { kind, node, start } of statements) {
    const rules = Object.hasOwn(allowed[purpose], kind) ? allowed[purpose][kind] : undefined;
    if (!rules) {
      refuse(`${kind} is not allowed here`, start);
      continue;
    }
    const tables = kind === 'LockStmt' || kind === 'VacuumStmt' ? writable.names.tables : writable.mustBeEmpty;
    const visit = (inner: string, innerNode: ParseNode, { location }: { readonly location: number }): void => {
      const message = reasonAgainst(inner, innerNode, tables, writable);
      if (message !== undefined) refuse(message, location);
    };
    walkNodes(kind, node, { location: start, ctes: new Set() }, { rules, visit, refuse });
  }
}

/** A table of the service: its schema, which is not always public, is that of the search_path; `public` may be said. */
export function isTableOf(relation: ParseNode, tables: ReadonlySet<string>): boolean {
  const { schemaname, relname } = relation;
  return (schemaname === undefined || schemaname === 'public') && tables.has(String(relname));
}

function reasonAgainst(
  kind: string,
  node: ParseNode,
  tables: ReadonlySet<string>,
  { names, indexes }: Writable,
): string | undefined {
  switch (kind) {
    case 'RangeVar':
      return isTableOf(node, tables)
        ? undefined
        : `The table ${[node.schemaname, node.relname].filter(Boolean).join('.')} is not one that this may touch`;
    case 'VacuumStmt':
      return Array.isArray(node.rels) ? undefined : 'ANALYZE needs the names of tables';
    case 'TruncateStmt':
      return node.behavior === 'DROP_RESTRICT' ? undefined : 'CASCADE is not allowed';
    case 'AlterTableStmt':
      return node.objtype === 'OBJECT_TABLE' ? constraintReason(node, names) : 'Only a table may be altered';
    case 'AlterTableCmd':
      if (node.subtype !== 'AT_DropConstraint') return `${String(node.subtype)} is not allowed here`;
      return node.behavior === 'DROP_RESTRICT' ? undefined : 'CASCADE is not allowed';
    case 'DropStmt':
      return dropReason(node, indexes);
    default:
      return undefined;
  }
}

function constraintReason(statement: ParseNode, { constraints }: CatalogNames): string | undefined {
  const table = (statement.relation as ParseNode | undefined)?.relname;
  const unknown = (Array.isArray(statement.cmds) ? statement.cmds : [])
    .map((cmd) => rootOf(cmd).node.name)
    .find((name) => !constraints.some((known) => known.table === table && known.name === name));
  return unknown === undefined ? undefined : `The catalog has no constraint ${String(unknown)} of ${String(table)}`;
}

function dropReason({ removeType, behavior, objects }: ParseNode, indexes: ReadonlySet<string>): string | undefined {
  if (removeType !== 'OBJECT_INDEX') return 'Only an index may be dropped';
  if (behavior !== 'DROP_RESTRICT') return 'CASCADE is not allowed';
  for (const object of Array.isArray(objects) ? objects : []) {
    const name = stringsOf(rootOf(object).node.items);
    const plain = name.length === 2 && name[0] === 'public' ? name.slice(1) : name;
    if (plain.length !== 1 || !indexes.has(plain[0] ?? '')) return `The catalog has no index ${name.join('.')}`;
  }
  return undefined;
}
