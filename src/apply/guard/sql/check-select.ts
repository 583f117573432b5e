import { allowedFunctions, allowedOperators, allowedTypes, journal } from './allowed-names.ts';
import type { CatalogNames } from './catalog-names.ts';
import { type NodeRules, selectNodes } from './node-rules.ts';
import { type ParseNode, type Statement, stringsOf } from './parse-sql.ts';
import { type Spot, walkNodes } from './walk-nodes.ts';

/** The relations that a SELECT may read. */
export interface Readable {
  readonly names: CatalogNames;
  /** MAS's database holds the journal of this program too. */
  readonly withJournal: boolean;
}

type Refuse = (message: string, location: number) => void;

/**
 * Holds the statements against what an assert, a copy and the accounting may be: one SELECT that reads known tables
 * and computes with known functions, operators and types.
 */
export function checkSelect(statements: readonly Statement[], readable: Readable, refuse: Refuse): void {
  for (const { start } of statements.slice(1)) refuse('Only one statement is allowed here', start);
  for (const { kind, node, start } of statements) {
    if (kind !== 'SelectStmt') {
      refuse(`${kind} is not allowed here, only SELECT`, start);
      continue;
    }
    checkReading({ kind, node, start }, selectNodes, readable, refuse);
  }
}

/** Holds one statement against what may be read and computed, and against the nodes that it may have. */
export function checkReading(
  { kind, node, start }: Statement,
  rules: NodeRules,
  readable: Readable,
  refuse: Refuse,
): void {
  const columns = new Set([
    ...readable.names.columns,
    ...systemColumns,
    ...(readable.withJournal ? journal.columns : []),
  ]);
  collectNames(node, columns);
  const visit = (inner: string, innerNode: ParseNode, spot: Spot): void =>
    checkNode(inner, innerNode, spot, { readable, columns, refuse });
  walkNodes(kind, node, { location: start, ctes: new Set() }, { rules, visit, refuse });
}

interface Scope {
  readonly readable: Readable;
  readonly columns: ReadonlySet<string>;
  readonly refuse: Refuse;
}

function checkNode(kind: string, node: ParseNode, { location, ctes }: Spot, scope: Scope): void {
  const { readable, columns, refuse } = scope;
  if (kind === 'FuncCall' && !isBuiltIn(stringsOf(node.funcname), allowedFunctions)) {
    refuse(`The function ${stringsOf(node.funcname).join('.')} is not allowed`, location);
  }
  if (kind === 'TypeName' && !isBuiltIn(stringsOf(node.names), allowedTypes)) {
    refuse(`The type ${stringsOf(node.names).join('.')} is not allowed`, location);
  }
  if (kind === 'A_Expr' && !isOperator(node.name)) {
    refuse(`The operator ${stringsOf(node.name).join('.')} is not allowed`, location);
  }
  if (kind === 'SubLink' && node.operName !== undefined && !isOperator(node.operName)) {
    refuse(`The operator ${stringsOf(node.operName).join('.')} is not allowed`, location);
  }
  if (kind === 'CollateClause' && stringsOf(node.collname).join('.') !== 'C') {
    refuse(`The collation ${stringsOf(node.collname).join('.')} is not allowed, only "C"`, location);
  }
  if (kind === 'RangeVar' && !isReadable(node, ctes, readable)) {
    refuse(
      `The table ${[node.schemaname, node.relname].filter(Boolean).join('.')} is not one that may be read`,
      location,
    );
  }
  if (kind === 'A_Indirection' && stringsOf(node.indirection).some((name) => name !== '')) {
    refuse(`The attribute ${stringsOf(node.indirection).join('.')} may be a function`, location);
  }
  if (kind === 'ColumnRef') {
    const fields = stringsOf(node.fields);
    const last = fields.at(-1) ?? '';
    // `row.name` calls a function when no column has this name. An empty name is the star.
    if (fields.length > 1 && last !== '' && !columns.has(last))
      refuse(`The column ${fields.join('.')} is not known`, location);
  }
}

/** A name without schema, or with the one that the grammar itself adds. */
function isBuiltIn(name: readonly string[], allowed: ReadonlySet<string>): boolean {
  const plain = name.length === 2 && name[0] === 'pg_catalog' ? name.slice(1) : name;
  return plain.length === 1 && allowed.has(plain[0] ?? '');
}

function isOperator(name: unknown): boolean {
  const [plain = '', ...more] = stringsOf(name);
  return more.length === 0 && allowedOperators.has(plain.replaceAll(' ', '_'));
}

function isReadable(node: ParseNode, ctes: ReadonlySet<string>, { names, withJournal }: Readable): boolean {
  const name = String(node.relname);
  if (node.schemaname !== undefined) {
    return withJournal && node.schemaname === journal.schema && name === journal.table;
  }
  return ctes.has(name) || names.tables.has(name);
}

const systemColumns = ['xmin'];

/** Adds every name that the query itself gives to a column. */
function collectNames(value: unknown, into: Set<string>): void {
  const open: unknown[] = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next !== 'object' || next === null) continue;
    for (const [key, inner] of Object.entries(next)) {
      if (key === 'ResTarget' && typeof (inner as ParseNode).name === 'string')
        into.add(String((inner as ParseNode).name));
      if (key === 'colnames' || key === 'aliascolnames') for (const name of stringsOf(inner)) into.add(name);
      open.push(inner);
    }
  }
}
