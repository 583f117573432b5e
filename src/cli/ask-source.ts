import type { ClientBase, QueryResultRow } from 'pg';
import { type ProgressMeter, startProgress } from '../apply/progress/start-progress.ts';
import type { FactRow } from '../check/data/data-rule.ts';
import { nameDecision } from '../check/decisions/data-decision.ts';
import type { Answers } from '../compile/answers.ts';
import type { Queries } from '../compile/database/compile-queries.ts';
import type { Entity } from '../compile/database/entities.ts';
import type { OutcomeRow } from '../compile/database/sum-accounting.ts';
import type { LifecycleRow } from '../compile/logins/describe-lifecycle.ts';
import { runQuery } from '../inspect/run-query.ts';
import type { Log } from '../support/log.ts';
import { askAppservices } from './ask-appservices.ts';
import { askLogins } from './ask-logins.ts';

/** Puts every compiled question to Synapse's database, in the snapshot of this client. */
export async function askSource(client: ClientBase, queries: Queries, log: Log): Promise<Omit<Answers, 'targetRows'>> {
  const progress = startProgress(log);
  try {
    return await askAll(client, queries, { log, progress });
  } finally {
    progress.stop();
  }
}

async function askAll(
  client: ClientBase,
  queries: Queries,
  { log, progress }: { readonly log: Log; readonly progress: ProgressMeter },
): Promise<Omit<Answers, 'targetRows'>> {
  const ask = async <R extends QueryResultRow>(sql: string, what: string): Promise<readonly R[]> => {
    const started = performance.now();
    const running = progress.begin(`Synapse is asked: ${what}`);
    const rows = await runQuery<R>(client, sql, { message: what, database: 'synapse' }).finally(() => running.end());
    const durationMs = Math.round(performance.now() - started);
    log.event('query', { message: `${what}: ${durationMs} ms`, query: what, durationMs });
    return rows;
  };

  const askOutcomes = async (entities: readonly Entity[], when: string) => {
    const outcomes = new Map<string, readonly OutcomeRow[]>();
    for (const { entity, sql } of entities) {
      const rows = await ask<{ outcome: string; rows: string }>(sql, `accounting of ${entity}${when}`);
      outcomes.set(
        entity,
        rows.map((row) => ({ outcome: row.outcome, rows: Number(row.rows) })),
      );
    }
    return outcomes;
  };
  const outcomes = await askOutcomes(queries.entities, '');
  const withoutDecisions: Answers['withoutDecisions'][number][] = [];
  for (const { decision, entities } of queries.withoutDecisions) {
    withoutDecisions.push(await askOutcomes(entities, ` without ${nameDecision(decision)}`));
  }

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
  const linked = queries.linkedUsers
    ? await ask<{ synapse_idp_id: string; users: string }>(queries.linkedUsers, 'users of providers of MAS')
    : [];
  const lifecycle = await ask<{ state: LifecycleRow['state']; users: string; migrated: string }>(
    queries.lifecycle,
    'states of users',
  );
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
    appservices: await askAppservices(ask, queries.appservices),
    lifecycle: lifecycle.map(({ state, users, migrated }) => ({
      state,
      users: Number(users),
      migrated: Number(migrated),
    })),
    providerUsers: new Map(users.map((row) => [row.auth_provider, Number(row.users)])),
    linkedUsers: new Map(linked.map((row) => [row.synapse_idp_id, Number(row.users)])),
    withoutDecisions,
  };
}
