import { quoteIdentifier } from '../../../support/sql-text.ts';
import type { CatalogNames } from './catalog-names.ts';
import { isTableOf, type Writable } from './check-statements.ts';
import { type ParseNode, parseSql, rootOf, type Statement } from './parse-sql.ts';
import { statementText } from './statement-text.ts';

/** What may be built, and when. */
export interface Restorable extends Writable {
  /** Tables whose rows are still to come: each would go into the index by itself, which takes far longer. */
  readonly copiedLater: ReadonlySet<string>;
}

/**
 * Holds the statements of purpose `restore` against the catalog of the plan: they build what stands there and nothing
 * else, which is why any expression that MAS has in an index may stand in them. apply compares this catalog with the
 * database before it runs anything, so a definition that is not there already never runs.
 */
export async function checkRestore(
  statements: readonly Statement[],
  restorable: Restorable,
  refuse: (message: string, location: number) => void,
): Promise<void> {
  const known = new Set((await definitions(restorable.names)).map(statementText));
  for (const { kind, node, start } of statements) {
    const reason = reasonAgainst(kind, node, restorable);
    if (reason !== undefined) refuse(reason, start);
    else if (!known.has(statementText({ kind, node })))
      refuse('The catalog has nothing that is defined like this', start);
  }
}

/** The name of the index that a definition of the catalog makes. */
export async function indexNames({ indexes }: CatalogNames): Promise<ReadonlySet<string>> {
  const statements = await Promise.all(indexes.map(only));
  return new Set(statements.flatMap((statement) => (statement ? [String(statement.node.idxname)] : [])));
}

async function definitions({ constraints, indexes }: CatalogNames): Promise<readonly Statement[]> {
  const statements = [
    ...indexes,
    ...constraints.map(
      ({ table, name, definition }) =>
        `ALTER TABLE ${quoteIdentifier(table)} ADD CONSTRAINT ${quoteIdentifier(name)} ${definition}`,
    ),
  ];
  return (await Promise.all(statements.map(only))).flatMap((statement) => statement ?? []);
}

/** The statement, if the text is exactly one. */
async function only(sql: string): Promise<Statement | undefined> {
  const parsed = await parseSql(sql);
  return 'message' in parsed || parsed.length !== 1 ? undefined : parsed[0];
}

const constraintKinds = new Set<unknown>(['CONSTR_PRIMARY', 'CONSTR_UNIQUE', 'CONSTR_FOREIGN']);

function reasonAgainst(kind: string, node: ParseNode, { mustBeEmpty, copiedLater }: Restorable): string | undefined {
  if (kind !== 'IndexStmt' && kind !== 'AlterTableStmt') return `${kind} is not allowed here`;
  const relation = (node.relation ?? {}) as ParseNode;
  if (!isTableOf(relation, mustBeEmpty)) return `The table ${String(relation.relname)} is not one that this may touch`;
  if (copiedLater.has(String(relation.relname))) return `The table ${String(relation.relname)} is copied after this`;
  if (kind === 'IndexStmt') return node.concurrent === true ? 'CONCURRENTLY is not allowed' : undefined;
  const [command, ...more] = (Array.isArray(node.cmds) ? node.cmds : []).map((item) => rootOf(item).node);
  if (node.objtype !== 'OBJECT_TABLE' || more.length > 0 || command?.subtype !== 'AT_AddConstraint') {
    return 'Only one ADD CONSTRAINT is allowed here';
  }
  const { node: constraint } = rootOf(command.def);
  const { relname: referenced } = (constraint.pktable ?? {}) as ParseNode;
  if (copiedLater.has(String(referenced))) return `The table ${String(referenced)} is copied after this`;
  return constraintKinds.has(constraint.contype) ? undefined : `${String(constraint.contype)} is not allowed here`;
}
