import type { AcceptanceDecision } from '../check/acceptances/acceptance.ts';
import { appserviceFindings } from '../check/appservices/appservice-findings.ts';
import { unreadTables } from '../check/data/table-unread.ts';
import { checkDatabases } from '../check/database/check-databases.ts';
import type { FollowedDecisions } from '../check/decisions/follow-decisions.ts';
import { sourceSchema } from '../check/required-schema.ts';
import { checkVersions } from '../check/versions/check-versions.ts';
import type { Versions } from '../check/versions/versions.ts';
import type { LinksFile } from '../config/links/read-links.ts';
import type { MasConfig } from '../config/mas-config.ts';
import type { Registrations } from '../config/registrations/registration.ts';
import type { SynapseConfig } from '../config/synapse-config.ts';
import { catalogText } from '../inspect/catalog.ts';
import type { DatabaseFacts } from '../inspect/facts.ts';
import { formatVersion } from '../plan/format-version.ts';
import type { Database, Finding, Plan } from '../plan/types.gen.ts';
import { sha256 } from '../support/digest.ts';
import type { ConnectionDescription } from '../support/postgres/resolve-connection.ts';
import type { Templates } from '../support/templates.ts';
import type { Answers } from './answers.ts';
import { compileAppservices } from './appservices/compile-appservices.ts';
import { assumptions, sqliteAssumption } from './assumptions.ts';
import { compileDecisions } from './compile-decisions.ts';
import { compileDelegation } from './compile-delegation.ts';
import { compileFindings } from './compile-findings.ts';
import { compileSteps, compileWellKnownSteps, patchChoicesOf } from './compile-steps.ts';
import { compileSummary } from './compile-summary.ts';
import { chooseSettings } from './database/choose-settings.ts';
import type { Queries } from './database/compile-queries.ts';
import { compileUndo, type UndoFacts } from './database/compile-undo.ts';
import { compileSourceAsserts } from './database/source-asserts.ts';
import { sumAccounting } from './database/sum-accounting.ts';
import type { MeasuredRun } from './estimate-from-rehearsal.ts';
import { faultConditions } from './fault-conditions.ts';
import { compileLive } from './live/compile-live.ts';
import { compileLogins } from './logins/compile-logins.ts';
import { countLogins } from './logins/count-logins.ts';
import { describeLifecycle } from './logins/describe-lifecycle.ts';
import { unlinkedFindings } from './logins/unlinked-findings.ts';
import { mappedProviders } from './mapped-providers.ts';
import type { MasPatch } from './mas/patch-mas-config.ts';
import { notEmptyFindings } from './not-empty-findings.ts';
import { readWorkers } from './operator/read-workers.ts';
import { operatorFindings } from './operator-findings.ts';
import { describeOptions } from './options/describe-options.ts';
import type { PatchChoices } from './patch-choices.ts';
import { discardTables } from './undo/discard-steps.ts';

/** All that a plan is made of; nothing else enters it. */
export interface PlanInputs {
  readonly tool: Plan['tool'];
  readonly created: Plan['created'];
  readonly seed: string;
  readonly choices: Plan['choices'] & { readonly endpoint?: string };
  readonly synapse: SynapseConfig;
  readonly mas: MasConfig;
  /** What MAS's configuration lacks, and that configuration as it will be then. */
  readonly masPatch: MasPatch;
  readonly patchedMas: MasConfig;
  readonly acceptances: readonly AcceptanceDecision[];
  readonly decisions: FollowedDecisions;
  /** The file of --links. */
  readonly links: LinksFile | undefined;
  /** The receipt of --rehearsal. */
  readonly rehearsal: MeasuredRun | undefined;
  /** What is wrong with its links by themselves. */
  readonly linkFindings: readonly Finding[];
  readonly registrations: Registrations;
  readonly wellKnownBytes: Uint8Array | undefined;
  /** Of the new file with the shared secret: whoever is, or reads, what is named reads this too. */
  readonly secretRights: NonNullable<PatchChoices['secretRights']>;
  readonly versions: Versions;
  readonly source: DatabaseFacts;
  readonly target: DatabaseFacts<ConnectionDescription>;
  /** Tables of MAS that hold no row before apply. */
  readonly mustBeEmpty: readonly string[];
  readonly queries: Queries;
  readonly answers: Answers;
}

/**
 * The plan: pure, so the same inputs give the same plan.
 * @throws PlanError CONFIG_UNPATCHABLE where a configuration file cannot be changed safely
 * @throws Error where counts contradict each other: a bug (exit 1)
 */
export function compilePlan(inputs: PlanInputs, templates: Templates): Plan {
  const { queries, answers, synapse, mas, patchedMas } = inputs;
  const accounting = queries.entities.map((entity) => sumAccounting(entity, answers.outcomes.get(entity.entity) ?? []));
  const delegation = compileDelegation(synapse, patchedMas, patchChoicesOf(inputs));
  const wellKnown = compileWellKnownSteps(inputs);
  const appservices = compileAppservices(inputs.registrations, answers.appservices, {
    ...queries.context,
    synapse: inputs.versions.synapse,
  });
  const logins = compileLogins(synapse, patchedMas, answers.loginDetails);
  const { findings, stated } = compileFindings(
    { synapse, mas, patchedMas },
    queries,
    answers,
    [
      ...inputs.masPatch.findings,
      ...inputs.linkFindings,
      ...wellKnown.findings,
      ...unlinkedFindings(logins.unlinked ?? []),
      ...operatorFindings(synapse, patchedMas),
      ...notEmptyFindings(answers.targetRows, inputs.target.connection, {
        serverName: synapse.serverName,
        samples: inputs.choices.samples,
      }),
      ...unreadTables(inputs.source.optional),
      ...checkDatabases(inputs.source, inputs.target, inputs.mustBeEmpty),
      ...checkVersions(inputs.versions, faultConditions(synapse, delegation)),
      ...appserviceFindings(inputs.registrations, appservices, answers.appservices.unowned),
    ],
    {
      acceptances: inputs.acceptances,
      decisions: inputs.decisions,
      links: inputs.links?.links ?? [],
      today: inputs.created.at.slice(0, 10),
    },
  );
  const asserts = compileSourceAsserts(inputs, stated, templates);
  const { steps, files } = compileSteps(
    inputs,
    { accounting, delegation, wellKnown: wellKnown.steps, asserts, appservices: appservices.services },
    templates,
  );
  const written = queries.copies.map(({ copy }) => copy.table);
  const providers = mappedProviders(patchedMas).map((provider) => ({
    ...provider,
    users: answers.linkedUsers.get(provider.synapseIdpId) ?? 0,
  }));
  const catalog = [...inputs.mustBeEmpty, 'upstream_oauth_providers', ...discardTables(inputs.target.tables)];
  const { endpoint: _endpoint, ...choices } = inputs.choices;
  return {
    formatVersion,
    tool: inputs.tool,
    created: inputs.created,
    errored: findings.some((finding) => finding.severity === 'error' && !finding.acceptance),
    seed: inputs.seed,
    choices,
    source: {
      serverName: synapse.serverName,
      configFiles: configFiles(synapse),
      connection: sourceConnection(inputs.source),
      database: database('synapse', inputs.source, Object.keys(sourceSchema)),
    },
    target: {
      configFiles: configFiles(mas),
      connection: connection(inputs.target),
      database: database('mas', inputs.target, catalog),
      mustBeEmpty: [...inputs.mustBeEmpty],
      providers,
    },
    summary: compileSummary({ accounting, queries, findings, files, steps, rehearsal: inputs.rehearsal }),
    findings,
    options: [...describeOptions(synapse, { delegation, masSteps: inputs.masPatch.steps })],
    ...compileDecisions(inputs, accounting, stated),
    ...(inputs.links
      ? { links: { path: inputs.links.path, sha256: inputs.links.sha256, links: inputs.links.links.length } }
      : {}),
    accounting,
    logins: { ...countLogins(answers.loginDetails.ways), providers, ...logins },
    appservices,
    live: compileLive(synapse, patchedMas, delegation.endpoint),
    lifecycle: [...describeLifecycle(answers.lifecycle, queries.context)],
    steps: [...steps],
    undo: [...compileUndo(undoFacts(inputs, written), files, templates)],
    verification: queries.copies.map(({ copy }) => ({
      id: `verify/${copy.table}`,
      title: `${copy.title}: what Synapse gives is what MAS holds`,
      step: `copy/${copy.table}`,
    })),
    assumptions: [...assumptions, ...('engine' in inputs.source.connection ? [sqliteAssumption] : [])],
  };
}

function undoFacts(
  { target, source, mustBeEmpty, created, synapse }: PlanInputs,
  written: readonly string[],
): UndoFacts {
  return {
    tables: target.tables,
    written,
    mustBeEmpty,
    plannedAt: created.at,
    databases: { synapse: source.connection, mas: target.connection, workers: readWorkers(synapse.tree) },
  };
}

function configFiles(config: SynapseConfig | MasConfig): Plan['source']['configFiles'] {
  return config.tree.files.map(({ path, sha256 }) => ({ path, sha256 }));
}

function sourceConnection({ connection: where }: DatabaseFacts): Plan['source']['connection'] {
  if (!('engine' in where)) return connection({ connection: where });
  return { engine: where.engine, path: where.path, from: [...where.from] };
}

function connection({
  connection: { host, port, database, user, sslmode, from },
}: Pick<DatabaseFacts<ConnectionDescription>, 'connection'>): Plan['target']['connection'] {
  return { host, port, database, user, sslmode, from: [...from] };
}

function database(
  service: 'synapse' | 'mas',
  { identity, schemaVersion, settings, tables }: DatabaseFacts,
  names: readonly string[],
): Database {
  const catalog = catalogText(tables.filter((table) => names.includes(table.name)));
  return {
    ...identity,
    schemaVersion: schemaVersion ?? '',
    settings: chooseSettings(service, settings),
    fingerprint: sha256(catalog),
    catalog,
  };
}
