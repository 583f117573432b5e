import type { ClientBase, QueryResultRow } from 'pg';
import type { FactRow } from '../check/data/data-rule.ts';
import type { Answers } from '../compile/answers.ts';
import type { Queries } from '../compile/database/compile-queries.ts';
import { runQuery } from '../inspect/run-query.ts';
import type { Log } from '../support/log.ts';
import { askLogins } from './ask-logins.ts';

/** Puts every compiled question to Synapse's database, in the snapshot of this client. */
export async function askSource(client: ClientBase, queries: Queries, log: Log): Promise<Omit<Answers, 'targetRows'>> {
  const ask = async <R extends QueryResultRow>(sql: string, what: string): Promise<readonly R[]> => {
    const started = performance.now();
    const rows = await runQuery<R>(client, sql, { message: what, database: 'synapse' });
    const durationMs = Math.round(performance.now() - started);
    log.event('query', { message: `${what}: ${durationMs} ms`, query: what, durationMs });
    return rows;
  };

  const outcomes = new Map<string, Awaited<ReturnType<typeof askOutcomes>>>();
  const askOutcomes = async (sql: string, entity: string) =>
    (await ask<{ outcome: string; rows: string }>(sql, `accounting of ${entity}`)).map(({ outcome, rows }) => ({
      outcome,
      rows: Number(rows),
    }));
  for (const { entity, sql } of queries.entities) outcomes.set(entity, await askOutcomes(sql, entity));

  const copyRows = new Map<string, number>();
  for (const { copy, select } of queries.copies) {
    const [row] = await ask<{ rows: string }>(
      `SELECT count(*) AS rows FROM (\n${select}\n) AS s`,
      `rows for ${copy.table}`,
    );
    copyRows.set(copy.table, Number(row?.rows));
  }

  const facts = new Map<string, readonly FactRow[]>();
  for (const { id, rule, sql } of queries.checks) facts.set(id, await ask<FactRow>(sql, `finding ${rule.id} (${id})`));

  const [logins] = await ask<Record<'password' | 'provider' | 'both' | 'none', string>>(
    queries.logins,
    'ways to log in',
  );
  const users = await ask<{ auth_provider: string; users: string }>(queries.providerUsers, 'users of providers');
  return {
    outcomes,
    copyRows,
    facts,
    logins: {
      password: Number(logins?.password),
      provider: Number(logins?.provider),
      both: Number(logins?.both),
      none: Number(logins?.none),
    },
    loginDetails: await askLogins(ask, queries.loginDetails),
    providerUsers: new Map(users.map((row) => [row.auth_provider, Number(row.users)])),
  };
}
