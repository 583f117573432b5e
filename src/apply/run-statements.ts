import type { ClientBase } from 'pg';
import { parseSql } from './guard/sql/parse-sql.ts';
import type { RunningWork } from './progress/start-progress.ts';

/** A statement that failed, with its text as it was sent. `cause` is what the server said. */
export class StatementError extends Error {
  readonly sql: string;

  constructor(sql: string, cause: unknown) {
    super('a statement failed', { cause });
    this.name = 'StatementError';
    this.sql = sql;
  }
}

/**
 * Runs the statements of a text one after the other, so that people see which one is under way. Each is sent on the line on which it
 * stands in the text: the lines of an error are those of the plan.
 * @throws StatementError
 */
export async function runStatements(
  client: ClientBase,
  sql: string,
  running: Pick<RunningWork, 'setActivity'>,
): Promise<void> {
  const statements = await splitStatements(sql);
  for (const [index, text] of statements.entries()) {
    if (statements.length > 1) running.setActivity(`${index + 1} of ${statements.length}: ${inShort(text)}`);
    try {
      await client.query(text);
    } catch (error) {
      throw new StatementError(text, error);
    }
  }
}

/** Together they are the text, but that the lines before a statement are empty ones. */
async function splitStatements(sql: string): Promise<readonly string[]> {
  const parsed = await parseSql(sql);
  if ('message' in parsed) return [sql];
  const bytes = Buffer.from(sql);
  return parsed.map(({ start }, index) => {
    const before = bytes.subarray(0, start).toString();
    const text = bytes.subarray(start, parsed[index + 1]?.start ?? bytes.length).toString();
    return `${'\n'.repeat(before.split('\n').length - 1)}${text}`;
  });
}

function inShort(text: string): string {
  const line = text.trim().replaceAll(/\s+/g, ' ').replace(/;$/, '');
  return line.length <= 70 ? line : `${line.slice(0, 69)}…`;
}
