/**
 * What may stand in a field of a parse node: `value`, a scalar that changes nothing; `node`, tagged nodes, each of
 * which has rules of its own; else the kind of the untagged node that PostgreSQL puts there.
 */
export type NodeRules = Readonly<Record<string, Readonly<Record<string, string>>>>;

/**
 * Every kind of node of a SELECT that a plan needs, with every field. A kind or a field that is not here is refused:
 * no INTO, no FOR UPDATE, no WITH RECURSIVE, no INSERT in WITH, no function in FROM, no parameter, no TABLESAMPLE, and
 * nothing that a later PostgreSQL brings.
 */
export const selectNodes: NodeRules = {
  SelectStmt: {
    distinctClause: 'node',
    targetList: 'node',
    fromClause: 'node',
    whereClause: 'node',
    groupClause: 'node',
    havingClause: 'node',
    valuesLists: 'node',
    sortClause: 'node',
    limitOffset: 'node',
    limitCount: 'node',
    limitOption: 'value',
    withClause: 'WithClause',
    op: 'value',
    all: 'value',
    larg: 'SelectStmt',
    rarg: 'SelectStmt',
  },
  WithClause: { ctes: 'node', location: 'value' },
  CommonTableExpr: {
    ctename: 'value',
    aliascolnames: 'node',
    ctematerialized: 'value',
    ctequery: 'node',
    location: 'value',
  },
  ResTarget: { name: 'value', val: 'node', location: 'value' },
  // From here: tables.
  RangeVar: {
    schemaname: 'value',
    relname: 'value',
    inh: 'value',
    relpersistence: 'value',
    alias: 'Alias',
    location: 'value',
  },
  RangeSubselect: { lateral: 'value', subquery: 'node', alias: 'Alias' },
  JoinExpr: {
    jointype: 'value',
    larg: 'node',
    rarg: 'node',
    usingClause: 'node',
    quals: 'node',
    alias: 'Alias',
    rtindex: 'value',
  },
  Alias: { aliasname: 'value', colnames: 'node' },
  // From here: expressions.
  ColumnRef: { fields: 'node', location: 'value' },
  A_Star: {},
  String: { sval: 'value' },
  Integer: { ival: 'value' },
  List: { items: 'node' },
  A_Const: {
    isnull: 'value',
    ival: 'value',
    fval: 'value',
    boolval: 'value',
    sval: 'value',
    bsval: 'value',
    location: 'value',
  },
  A_Expr: {
    kind: 'value',
    name: 'node',
    lexpr: 'node',
    rexpr: 'node',
    rexpr_list_start: 'value',
    rexpr_list_end: 'value',
    location: 'value',
  },
  BoolExpr: { boolop: 'value', args: 'node', location: 'value' },
  NullTest: { arg: 'node', nulltesttype: 'value', location: 'value' },
  BooleanTest: { arg: 'node', booltesttype: 'value', location: 'value' },
  CaseExpr: { arg: 'node', args: 'node', defresult: 'node', location: 'value' },
  CaseWhen: { expr: 'node', result: 'node', location: 'value' },
  CoalesceExpr: { args: 'node', location: 'value' },
  MinMaxExpr: { op: 'value', args: 'node', location: 'value' },
  SubLink: { subLinkType: 'value', testexpr: 'node', operName: 'node', subselect: 'node', location: 'value' },
  A_ArrayExpr: { elements: 'node', list_start: 'value', list_end: 'value', location: 'value' },
  A_Indirection: { arg: 'node', indirection: 'node' },
  A_Indices: { is_slice: 'value', lidx: 'node', uidx: 'node' },
  TypeCast: { arg: 'node', typeName: 'TypeName', location: 'value' },
  TypeName: { names: 'node', typmods: 'node', typemod: 'value', arrayBounds: 'node', location: 'value' },
  CollateClause: { arg: 'node', collname: 'node', location: 'value' },
  FuncCall: {
    funcname: 'node',
    args: 'node',
    agg_order: 'node',
    agg_filter: 'node',
    agg_star: 'value',
    agg_distinct: 'value',
    over: 'WindowDef',
    funcformat: 'value',
    location: 'value',
  },
  WindowDef: { partitionClause: 'node', orderClause: 'node', frameOptions: 'value', location: 'value' },
  SortBy: { node: 'node', sortby_dir: 'value', sortby_nulls: 'value', location: 'value' },
};

const relation = selectNodes.RangeVar ?? {};

/** LOCK TABLE a, b IN … MODE [NOWAIT] */
export const lockNodes: NodeRules = {
  LockStmt: { relations: 'node', mode: 'value', nowait: 'value' },
  RangeVar: relation,
};

/** TRUNCATE a, b: no CASCADE, no RESTART IDENTITY. */
export const truncateNodes: NodeRules = {
  TruncateStmt: { relations: 'node', behavior: 'value' },
  RangeVar: relation,
};

/** ALTER TABLE a DROP CONSTRAINT b; DROP INDEX c. Neither IF EXISTS nor CASCADE nor CONCURRENTLY. */
export const dropNodes: NodeRules = {
  AlterTableStmt: { relation: 'RangeVar', cmds: 'node', objtype: 'value' },
  AlterTableCmd: { subtype: 'value', name: 'value', behavior: 'value' },
  DropStmt: { objects: 'node', removeType: 'value', behavior: 'value' },
  List: { items: 'node' },
  String: { sval: 'value' },
  RangeVar: relation,
};

/** ANALYZE a, b: not VACUUM, no options. */
export const analyzeNodes: NodeRules = {
  VacuumStmt: { rels: 'node' },
  VacuumRelation: { relation: 'RangeVar' },
  RangeVar: relation,
};

/** DELETE FROM a WHERE …: neither USING nor RETURNING nor WITH; what stands in WHERE is what may stand in a SELECT. */
export const deleteNodes: NodeRules = {
  ...selectNodes,
  DeleteStmt: { relation: 'RangeVar', whereClause: 'node' },
};
