import type { NodeRules } from './node-rules.ts';
import { type ParseNode, rootOf } from './parse-sql.ts';

/** Where the walk is. */
export interface Spot {
  /** Byte in the text, as near as the parser tells. */
  readonly location: number;
  /** The names that WITH makes visible here. */
  readonly ctes: ReadonlySet<string>;
}

export interface Visitor {
  readonly rules: NodeRules;
  /** Called for every node that the rules know. */
  readonly visit: (kind: string, node: ParseNode, spot: Spot) => void;
  readonly refuse: (message: string, location: number) => void;
}

const deepest = 500;

/** Walks the tree below a node; every kind and field that the rules do not know is refused. */
export function walkNodes(kind: string, node: ParseNode, spot: Spot, visitor: Visitor, depth = 0): void {
  const here = typeof node.location === 'number' ? { ...spot, location: node.location } : spot;
  const fields = Object.hasOwn(visitor.rules, kind) ? visitor.rules[kind] : undefined;
  if (!fields || depth > deepest) {
    visitor.refuse(fields ? 'It is nested too deeply' : `${kind} is not allowed here`, here.location);
    return;
  }
  visitor.visit(kind, node, here);
  const inner = kind === 'SelectStmt' ? { ...here, ctes: visibleCtes(node, here, visitor, depth) } : here;
  for (const [field, value] of Object.entries(node)) {
    const rule = Object.hasOwn(fields, field) ? fields[field] : undefined;
    if (rule === undefined) visitor.refuse(`${field} of ${kind} is not allowed here`, here.location);
    else if (rule === 'node') walkTagged(value, inner, visitor, depth);
    // WITH is walked by visibleCtes, each query in its own scope.
    else if (rule !== 'value' && rule !== 'WithClause') walkNodes(rule, value as ParseNode, inner, visitor, depth + 1);
  }
}

function walkTagged(value: unknown, spot: Spot, visitor: Visitor, depth: number): void {
  if (Array.isArray(value)) {
    for (const item of value) walkTagged(item, spot, visitor, depth);
    return;
  }
  const { kind, node } = rootOf(value);
  // An empty object stands for NULL in a list: DISTINCT without ON.
  if (kind !== '') walkNodes(kind, node, spot, visitor, depth + 1);
}

/**
 * The names that a SELECT sees. A query of WITH sees only those before it, and nobody outside the SELECT sees any:
 * else a name like pg_authid could be made harmless in one place and be read in another.
 */
function visibleCtes(select: ParseNode, spot: Spot, visitor: Visitor, depth: number): ReadonlySet<string> {
  const clause = select.withClause as ParseNode | undefined;
  if (!clause) return spot.ctes;
  for (const field of Object.keys(clause)) {
    if (!Object.hasOwn(visitor.rules.WithClause ?? {}, field)) {
      visitor.refuse(`${field} of WITH is not allowed here`, spot.location);
    }
  }
  let visible = spot.ctes;
  for (const item of Array.isArray(clause.ctes) ? clause.ctes : []) {
    walkTagged(item, { ...spot, ctes: visible }, visitor, depth);
    visible = new Set([...visible, String(rootOf(item).node.ctename)]);
  }
  return visible;
}
