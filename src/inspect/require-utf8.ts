import type { ClientBase } from 'pg';
import { type Problem, throwProblems } from '../support/errors.ts';
import { quoteIdentifier } from '../support/sql-text.ts';
import type { CatalogTable } from './catalog.ts';

/**
 * Refuses text that is not UTF-8, which a database in SQL_ASCII can hold: neither a plan nor MAS could. The rows are named by
 * their user, in which `\377` stands for a byte.
 * @throws PlanError DATABASE_ENCODING, one problem for each column
 */
export async function requireUtf8(
  client: ClientBase,
  tables: readonly CatalogTable[],
  { samples }: { readonly samples: boolean },
): Promise<void> {
  const problems: Problem[] = [];
  for (const { name: table, columns } of tables) {
    const names = columns.map(({ name }) => name);
    const user = ['user_id', 'name'].find((name) => names.includes(name));
    for (const { name: column } of columns.filter(({ type }) => type === 'text')) {
      const { rows } = await client.query<{ rows: string; users: string[] | null }>(
        `SELECT count(*) AS rows, (array_agg(DISTINCT ${user === undefined ? 'NULL::text' : `encode(convert_to(t.${quoteIdentifier(user)}, 'SQL_ASCII'), 'escape')`}))[1:5] AS users
           FROM ${quoteIdentifier(table)} AS t WHERE t.${quoteIdentifier(column)} COLLATE "C" !~ '${validUtf8}'`,
      );
      const [found] = rows;
      if (!found || found.rows === '0') continue;
      const users = samples && user !== undefined && found.users ? ` (${found.users.join(', ')})` : '';
      problems.push({
        code: 'DATABASE_ENCODING',
        message: `${table}.${column}: ${found.rows} rows are not UTF-8${users}.`,
        place: { database: 'synapse', table },
      });
    }
  }
  throwProblems(problems);
}

/** Of bytes, as which a database in SQL_ASCII takes characters. RFC 3629, section 4. */
const validUtf8 = `^([\\x01-\\x7F]|[\\xC2-\\xDF][\\x80-\\xBF]|\\xE0[\\xA0-\\xBF][\\x80-\\xBF]|[\\xE1-\\xEC\\xEE\\xEF][\\x80-\\xBF][\\x80-\\xBF]|\\xED[\\x80-\\x9F][\\x80-\\xBF]|\\xF0[\\x90-\\xBF][\\x80-\\xBF][\\x80-\\xBF]|[\\xF1-\\xF3][\\x80-\\xBF][\\x80-\\xBF][\\x80-\\xBF]|\\xF4[\\x80-\\x8F][\\x80-\\xBF][\\x80-\\xBF])*$`;
