import { resolve } from 'node:path';
import type { Client } from 'pg';
import { setLocally } from '../apply/set-locally.ts';
import { withSourceSessions } from '../apply/source-sessions.ts';
import { followDecisions } from '../check/decisions/follow-decisions.ts';
import { siftLinks } from '../check/links/sift-links.ts';
import { findSchemaProblems, optionalSourceTables, sourceSchema } from '../check/required-schema.ts';
import { knownVersions } from '../check/versions/versions.ts';
import type { Answers } from '../compile/answers.ts';
import { compilePlan } from '../compile/compile-plan.ts';
import { compileSeed } from '../compile/compile-seed.ts';
import { buildContext } from '../compile/database/build-context.ts';
import { chooseSettings } from '../compile/database/choose-settings.ts';
import { compileQueries, type Queries } from '../compile/database/compile-queries.ts';
import { copyTables } from '../compile/database/copy-tables.ts';
import { referenceClosure } from '../compile/database/reference-closure.ts';
import { mappedProviders } from '../compile/mapped-providers.ts';
import { patchMasConfig } from '../compile/mas/patch-mas-config.ts';
import type { MasConfig } from '../config/mas-config.ts';
import type { SynapseConfig } from '../config/synapse-config.ts';
import type { DatabaseFacts } from '../inspect/facts.ts';
import { readDatabaseFacts } from '../inspect/read-database-facts.ts';
import { readableTables } from '../inspect/readable-tables.ts';
import { requireUtf8 } from '../inspect/require-utf8.ts';
import { readTargetRows } from '../inspect/target-rows.ts';
import type { Plan } from '../plan/types.gen.ts';
import { throwProblems } from '../support/errors.ts';
import { withReadOnlySnapshot } from '../support/postgres/read-only-transaction.ts';
import type { ConnectionDescription } from '../support/postgres/resolve-connection.ts';
import { readTemplates } from '../support/read-templates.ts';
import { askSource } from './ask-source.ts';
import { openDatabases } from './open-databases.ts';
import { type MadeOfFiles, type MakePlanRequest, readInputs } from './read-inputs.ts';
import { settleAll } from './settle-all.ts';

export type { MakePlanRequest } from './read-inputs.ts';

/**
 * Reads both configurations and both databases, each in one READ ONLY snapshot, and compiles the plan. Writes nothing.
 * @throws PlanError (exit 3) with every problem of the stage that could not be passed
 */
export async function makePlan(request: MakePlanRequest): Promise<Plan> {
  const given = { request, read: readInputs(request), ...readTemplates() };
  const { synapse, mas } = given.read;
  const { cwd, env, log, pathMappings: mappings = [] } = request;
  const where = { synapse, mas, cwd, mappings, env, log };
  return await openDatabases(where, (clients) =>
    withReadOnlySnapshot(clients.synapse.client, (source) =>
      withReadOnlySnapshot(clients.mas.client, async (target) => {
        const [sourceFacts, targetFacts] = await settleAll([
          readDatabaseFacts(source, 'synapse', clients.synapse.description, [
            ...Object.keys(sourceSchema),
            ...(await readableTables(source, optionalSourceTables)),
          ]),
          readDatabaseFacts(target, 'mas', clients.mas.description),
        ]);
        throwProblems(findSchemaProblems(sourceFacts, targetFacts));
        if (sourceFacts.setup?.encoding === 'SQL_ASCII')
          await requireUtf8(source, sourceFacts.tables, { samples: request.choices.samples });
        const facts = { source: sourceFacts, target: targetFacts };
        return await planWith(given, facts, async (queries, mustBeEmpty) => {
          request.log.info('Reading the accounts of Synapse …');
          const { more: resolved } = clients.synapse;
          const { jobs = 1, log } = request;
          const { signal } = new AbortController();
          const ask = (sessions: readonly Client[]) => askSource(sessions, queries, log);
          // As apply has them: the same questions.
          const database = { settings: chooseSettings('synapse', sourceFacts.settings) };
          await setLocally(source, database);
          const options = resolved && { resolved, jobs, database, log, signal };
          return {
            ...(options ? await withSourceSessions(clients.synapse.client, options, ask) : await ask([source])),
            targetRows: await readTargetRows(target, mustBeEmpty, targetFacts.tables),
          };
        });
      }),
    ),
  );
}

/** What a plan is made from beside the databases. */
interface Given extends ReturnType<typeof readTemplates> {
  readonly request: MakePlanRequest;
  readonly read: MadeOfFiles;
}

/**
 * All of it but the databases: compiles the questions to them, has them answered, and compiles the plan.
 * @param facts what is known of both databases before they are asked
 * @throws PlanError (exit 3) where the configuration files cannot be patched
 */
export async function planWith(
  { request, read, templates, digest }: Given,
  { source, target }: { readonly source: DatabaseFacts; readonly target: DatabaseFacts<ConnectionDescription> },
  ask: (queries: Queries, mustBeEmpty: readonly string[]) => Promise<Answers>,
): Promise<Plan> {
  const { synapse, mas, decided, registrations, wellKnownBytes, secretRights, rereadMas } = read;
  const versions = knownVersions(request.choices.synapseVersion, source, target);
  const seed = seedOf(synapse, mas, [source, target]);
  const masPatch = patchMasConfig(synapse, mas, { seed, createdAt: request.createdAt });
  const patchedMas = rereadMas(masPatch.files);
  const providers = mappedProviders(patchedMas);
  const decisions = followDecisions(decided.decisions, {
    providers: providers.map(({ synapseIdpId }) => synapseIdpId),
    today: request.createdAt.slice(0, 10),
  });
  const sifted = siftLinks(
    read.links?.links ?? [],
    providers.map(({ synapseIdpId }) => synapseIdpId),
  );
  const context = buildContext(
    {
      seed,
      serverName: synapse.serverName,
      createdAt: request.createdAt,
      samples: request.choices.samples,
      providers,
      passwordsEnabled: patchedMas.passwords.enabled,
      versions,
      // Those of a file are read in a session on the server of MAS.
      serverVersion: (source.identity.engine === 'sqlite3' ? target : source).identity.serverVersion,
      ...(source.optional ? { optional: source.optional } : {}),
      configuredProviders: synapse.providers.map(({ authProvider }) => authProvider),
      decisions: decisions.followed,
      links: sifted.usable,
    },
    source.tables,
    target.tables,
  );
  const queries = compileQueries(context, { source: source.tables, target: target.tables }, templates, {
    registrations,
    decisions: decisions.followed,
  });
  const mustBeEmpty = tablesToBeEmpty(queries, target);
  const answers = await ask(queries, mustBeEmpty);
  const inputs = {
    tool: { name: 'syn2mas-plan' as const, version: request.toolVersion, templatesDigest: digest },
    created: { at: request.createdAt, by: request.createdBy },
    ...{
      seed,
      choices: absolute(request),
      synapse,
      mas,
      masPatch,
      patchedMas,
      acceptances: decided.acceptances,
      decisions,
      links: read.links,
      rehearsal: read.rehearsal,
      linkFindings: sifted.findings,
      registrations,
      wellKnownBytes,
      secretRights,
      versions,
      mustBeEmpty,
      queries,
      answers,
    },
    source,
    target,
  };
  return compilePlan(inputs, templates);
}

/** A plan names files by absolute paths. */
function absolute({ choices, cwd }: MakePlanRequest): MakePlanRequest['choices'] {
  const { wellKnown, secretFile } = choices;
  return {
    ...choices,
    ...(wellKnown === undefined ? {} : { wellKnown: resolve(cwd, wellKnown) }),
    ...(secretFile === undefined ? {} : { secretFile: resolve(cwd, secretFile) }),
  };
}

function seedOf(synapse: SynapseConfig, mas: MasConfig, facts: readonly DatabaseFacts[]): string {
  return compileSeed({
    serverName: synapse.serverName,
    databases: facts.map(({ identity }) => identity),
    configDigests: [...synapse.tree.files, ...mas.tree.files].map((file) => file.sha256),
  });
}

/** All tables that can be written, used by this plan or not, and those that refer to them. */
function tablesToBeEmpty(queries: Queries, target: DatabaseFacts): readonly string[] {
  const written = copyTables
    .map(({ table }) => table)
    .filter((name) => target.tables.some((table) => table.name === name));
  return referenceClosure(target.tables, [...new Set([...written, ...queries.copies.map(({ copy }) => copy.table)])]);
}
