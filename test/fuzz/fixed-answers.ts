import type { TestContext } from 'node:test';
import { sourceSchema } from '../../src/check/required-schema.ts';
import { askSource } from '../../src/cli/ask-source.ts';
import { planWith } from '../../src/cli/make-plan.ts';
import { readInputs } from '../../src/cli/read-inputs.ts';
import type { Answers } from '../../src/compile/answers.ts';

import type { DatabaseFacts } from '../../src/inspect/facts.ts';
import { readDatabaseFacts } from '../../src/inspect/read-database-facts.ts';
import { readTargetRows } from '../../src/inspect/target-rows.ts';
import { silentLog } from '../../src/support/log.ts';
import type { ConnectionDescription } from '../../src/support/postgres/resolve-connection.ts';
import { readTemplates } from '../../src/support/read-templates.ts';
import { insertEveryKind } from '../compile/database/every-kind.ts';
import { createPair } from '../support/databases.ts';
import { planRequestFor, providersYaml } from '../support/planned.ts';

/** What two real databases say, asked once, for plans that are made of configurations alone. */
export interface FixedAnswers {
  readonly facts: { readonly source: DatabaseFacts; readonly target: DatabaseFacts<ConnectionDescription> };
  readonly answers: Answers;
}

/** Asks a database that holds a row of every kind. */
export async function askOnce(t: TestContext): Promise<FixedAnswers> {
  const pair = await createPair(t);
  await insertEveryKind(pair.synapse.client);
  const request = planRequestFor(t, pair, { masYaml: providersYaml('oidc-mapped') });
  const description: ConnectionDescription = {
    host: 'localhost',
    port: 5432,
    database: 'd',
    user: 'u',
    sslmode: 'prefer',
    from: [],
  };
  const facts = {
    source: await readDatabaseFacts(pair.synapse.client, 'synapse', description, Object.keys(sourceSchema)),
    target: await readDatabaseFacts(pair.mas.client, 'mas', description),
  };
  let answers: Answers | undefined;
  const given = { request, read: readInputs(request), ...readTemplates() };
  await planWith(given, facts, async (queries, mustBeEmpty) => {
    answers = {
      ...(await askSource([pair.synapse.client], queries, silentLog)),
      targetRows: await readTargetRows(pair.mas.client, mustBeEmpty, facts.target.tables),
    };
    return answers;
  });
  if (!answers) throw new Error('nothing was asked');
  return { facts, answers };
}
