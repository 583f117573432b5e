import { lockWait } from '../../lock-wait.ts';
import { checkStatements, type Writable } from './check-statements.ts';
import { parseSql, type Statement } from './parse-sql.ts';
import { statementText } from './statement-text.ts';

/**
 * Holds the SQL of purpose `lock` against what it may be: LOCK TABLE, bare or between the very settings that say how long it waits.
 * No other setting, and none of these alone: what follows must be bounded by none of them.
 */
export async function checkLock(
  statements: readonly Statement[],
  writable: Writable,
  refuse: (message: string, location: number) => void,
): Promise<void> {
  const [before, after] = await Promise.all([textsOf(lockWait.before), textsOf(lockWait.after)]);
  const locks = statements.slice(before.length, -after.length);
  const isBounded = locks.length > 0 && isSame(statements, [...before, ...locks.map(statementText), ...after]);
  checkStatements(isBounded ? locks : statements, 'lock', writable, refuse);
}

function isSame(statements: readonly Statement[], texts: readonly string[]): boolean {
  return statements.length === texts.length && statements.every((each, index) => statementText(each) === texts[index]);
}

async function textsOf(sql: string): Promise<readonly string[]> {
  const parsed = await parseSql(sql);
  if ('message' in parsed) throw new Error(`${sql}: ${parsed.message}`);
  return parsed.map(statementText);
}
