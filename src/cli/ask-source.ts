import type { ClientBase, QueryResultRow } from 'pg';
import { type ProgressMeter, startProgress } from '../apply/progress/start-progress.ts';
import type { FactRow, KnownRows } from '../check/data/data-rule.ts';
import { nameDecision } from '../check/decisions/data-decision.ts';
import type { Answers } from '../compile/answers.ts';
import type { Queries } from '../compile/database/compile-queries.ts';
import type { Entity } from '../compile/database/entities.ts';
import type { OutcomeRow } from '../compile/database/sum-accounting.ts';
import { countLogins } from '../compile/logins/count-logins.ts';
import type { LifecycleRow } from '../compile/logins/describe-lifecycle.ts';
import { runQuery } from '../inspect/run-query.ts';
import type { Log } from '../support/log.ts';
import { askAppservices } from './ask-appservices.ts';
import { askLogins } from './ask-logins.ts';
import { sessionPool } from './session-pool.ts';

/** Puts every compiled question to Synapse's database, in the snapshot that these sessions share. */
export async function askSource(
  sessions: readonly ClientBase[],
  queries: Queries,
  log: Log,
): Promise<Omit<Answers, 'targetRows'>> {
  const progress = startProgress(log);
  try {
    return await askAll(sessions, queries, { log, progress });
  } finally {
    progress.stop();
  }
}

async function askAll(
  sessions: readonly ClientBase[],
  queries: Queries,
  { log, progress }: { readonly log: Log; readonly progress: ProgressMeter },
): Promise<Omit<Answers, 'targetRows'>> {
  const inSession = sessionPool(sessions);
  const ask = async <R extends QueryResultRow>(sql: string, what: string): Promise<readonly R[]> => {
    return await inSession(async (client) => {
      const started = performance.now();
      const running = progress.begin(`Synapse is asked: ${what}`);
      const rows = await runQuery<R>(client, sql, { message: what, database: 'synapse' }).finally(() => running.end());
      const durationMs = Math.round(performance.now() - started);
      log.event('query', { message: `${what}: ${durationMs} ms`, query: what, durationMs });
      return rows;
    });
  };

  const askOutcomes = async (entities: readonly Entity[], when: string) => {
    const answers = entities.map(async ({ entity, sql }): Promise<readonly [string, readonly OutcomeRow[]]> => {
      const rows = await ask<{ outcome: string; rows: string }>(sql, `accounting of ${entity}${when}`);
      return [entity, rows.map((row) => ({ outcome: row.outcome, rows: Number(row.rows) }))];
    });
    return new Map(await Promise.all(answers));
  };
  const asked = Promise.all([askOutcomes(queries.entities, ''), askLogins(ask, queries.loginDetails)]);
  const known = asked.then(([outcomes, logins]) => whatIsKnown(outcomes, logins));
  // No session waits for another: only what may be ruled out is put off until that is known.
  const found = queries.checks.map(
    async ({ id, rule, sql, isRuledOut }): Promise<readonly [string, readonly FactRow[]]> => [
      id,
      isRuledOut?.(await known) ? [] : await ask<FactRow>(sql, `finding ${rule.id} (${id})`),
    ],
  );
  const [[outcomes, loginDetails], facts, withoutDecisions, users, linked, lifecycle, appservices] = await Promise.all([
    asked,
    Promise.all(found),
    Promise.all(
      queries.withoutDecisions.map(({ decision, entities }) =>
        askOutcomes(entities, ` without ${nameDecision(decision)}`),
      ),
    ),
    ask<{ auth_provider: string; users: string }>(queries.providerUsers, 'users of providers'),
    queries.linkedUsers &&
      ask<{ synapse_idp_id: string; users: string }>(queries.linkedUsers, 'users of providers of MAS'),
    ask<{ state: LifecycleRow['state']; users: string; migrated: string }>(queries.lifecycle, 'states of users'),
    askAppservices(ask, queries.appservices),
    // How many rows there are the accounting says; here it shows that this server understands what apply will ask.
    ...queries.copies.map(({ copy, select }) =>
      ask(`SELECT FROM (\n${select}\n) AS s LIMIT 0`, `whether rows for ${copy.table} can be read`),
    ),
  ]);
  const providerUsers = new Map(users.map((row) => [row.auth_provider, Number(row.users)]));
  return {
    outcomes,
    facts: new Map(facts),
    loginDetails,
    appservices,
    lifecycle: lifecycle.map(({ state, users, migrated }) => ({
      state,
      users: Number(users),
      migrated: Number(migrated),
    })),
    providerUsers,
    linkedUsers: linked ? new Map(linked.map((row) => [row.synapse_idp_id, Number(row.users)])) : providerUsers,
    withoutDecisions,
  };
}

function whatIsKnown(outcomes: Answers['outcomes'], { ways }: Answers['loginDetails']): KnownRows {
  const skipped = [...outcomes.values()].flat().flatMap(({ outcome, rows }) => {
    const [, reason] = /^skipped:(.*)$/.exec(outcome) ?? [];
    return reason === undefined || rows === 0 ? [] : [reason];
  });
  return { skipped: new Set(skipped), withoutLogin: countLogins(ways).none };
}
