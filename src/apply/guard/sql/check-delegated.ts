import { parseSql, type Statement } from './parse-sql.ts';
import { statementText } from './statement-text.ts';

/**
 * Holds what the way back does to Synapse's database against the one statement that it may be: a plan that runs was made, and applied,
 * while there was no such row (finding providers/oauth-delegated), so all of them are of the time in which MAS ran.
 */
export async function checkDelegated(
  statements: readonly Statement[],
  refuse: (message: string, location: number) => void,
): Promise<void> {
  const known = await parseSql(`DELETE FROM user_external_ids WHERE auth_provider = 'oauth-delegated'`);
  const [only] = 'message' in known ? [] : known;
  for (const [index, statement] of statements.entries()) {
    if (index > 0 || !only || statementText(statement) !== statementText(only)) {
      refuse('Only DELETE of the rows of oauth-delegated is allowed in the database of Synapse', statement.start);
    }
  }
}
