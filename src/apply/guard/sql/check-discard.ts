import { discardTargets } from './allowed-names.ts';
import type { CatalogNames } from './catalog-names.ts';
import { checkReading } from './check-select.ts';
import { isTableOf } from './check-statements.ts';
import { deleteNodes } from './node-rules.ts';
import type { ParseNode, Statement } from './parse-sql.ts';

/**
 * Holds the SQL that runs only where changes of MAS are discarded against what it may be: DELETE from a few tables, each with a
 * condition, which may ask what a SELECT may ask.
 */
export function checkDiscard(
  statements: readonly Statement[],
  names: CatalogNames,
  refuse: (message: string, location: number) => void,
): void {
  for (const statement of statements) {
    const { kind, node, start } = statement;
    const relation = (node.relation ?? {}) as ParseNode;
    if (kind !== 'DeleteStmt') refuse(`${kind} is not allowed here, only DELETE`, start);
    else if (!isTableOf(relation, discardTargets)) {
      refuse(`The table ${String(relation.relname)} is not one from which rows may be discarded`, start);
    } else if (node.whereClause === undefined) refuse('DELETE needs WHERE here', start);
    else checkReading(statement, deleteNodes, { names, withJournal: true }, refuse);
  }
}
