import type { Accounting, AssertStep, CopyStep, FileStep, Finding, SecretStep, Step } from '../plan/types.gen.ts';
import { renderTemplate, type Templates } from '../support/templates.ts';
import { compileDelegation, type Delegation } from './compile-delegation.ts';
import type { PlanInputs } from './compile-plan.ts';
import { migratedRows } from './compile-summary.ts';
import type { CompiledCopy } from './database/compile-copies.ts';
import { compileTargetSteps } from './database/target-steps.ts';
import { mappedProviders } from './mapped-providers.ts';
import { finishSteps } from './operator/finish-steps.ts';
import { operatorFacts } from './operator/operator-facts.ts';
import { masConfigSteps, prepareSteps } from './operator/prepare-steps.ts';
import { stopSteps } from './operator/stop-steps.ts';
import type { PatchChoices } from './patch-choices.ts';
import { patchHomeserver } from './patch-homeserver.ts';
import { routeLoginsStep } from './proxy/route-logins-step.ts';
import { compileWellKnown } from './well-known.ts';

export interface CompiledSteps {
  readonly steps: readonly Step[];
  /** Those among them that write files. */
  readonly files: readonly (FileStep | SecretStep)[];
  /** What was noticed while the files were compiled. */
  readonly findings: readonly Finding[];
  /** What they make of `matrix_authentication_service` in homeserver.yaml. */
  readonly delegation: Delegation;
}

/** All steps in the order in which they run. */
export function compileSteps(
  inputs: PlanInputs,
  accounting: readonly Accounting[],
  templates: Templates,
): CompiledSteps {
  const { queries, synapse, patchedMas, masPatch, choices } = inputs;
  const patchChoices: PatchChoices = {
    seed: inputs.seed,
    secretMode: inputs.secretMode,
    ...(choices.secretFile === undefined ? {} : { secretFile: choices.secretFile }),
    ...(choices.synapseSecretPath === undefined ? {} : { secretPathForSynapse: choices.synapseSecretPath }),
    ...(choices.endpoint === undefined ? {} : { endpoint: choices.endpoint }),
  };
  const taken = new Set(masPatch.steps.map(({ id }) => id));
  const patches = patchHomeserver(synapse, patchedMas, patchChoices, templates, taken).steps;
  const wellKnown = compileWellKnownSteps(inputs);
  const files = [...masPatch.steps, ...patches, ...wellKnown.steps];
  const target = compileTargetSteps(
    {
      tables: inputs.target.tables,
      written: queries.copies.map(({ copy }) => copy.table),
      mustBeEmpty: inputs.mustBeEmpty,
    },
    templates,
  );
  const delegation = compileDelegation(synapse, patchedMas, patchChoices);
  const operator = operatorFacts(inputs, files, {
    providersGuard: providersGuard(inputs, templates),
    routeLogins: routeLoginsStep(
      { synapse, mas: patchedMas, endpoint: delegation.endpoint, wellKnown: choices.wellKnown },
      choices.proxy,
      templates,
    ),
  });
  const steps = [
    ...prepareSteps(operator),
    ...masPatch.steps,
    ...masConfigSteps(operator),
    ...stopSteps(operator),
    ...sourceAsserts(inputs, templates),
    ...target.before,
    ...queries.copies.map((copy) => copyStep(copy, migratedRows(accounting, copy.copy.table), inputs.answers.copyRows)),
    ...target.after,
    ...patches,
    ...wellKnown.steps,
    ...finishSteps(operator),
  ];
  return { steps, files, findings: [...masPatch.findings, ...wellKnown.findings], delegation };
}

function compileWellKnownSteps({
  choices,
  synapse,
  mas,
  wellKnownBytes,
  seed,
}: PlanInputs): ReturnType<typeof compileWellKnown> {
  if (choices.wellKnown === undefined) return { steps: [], findings: [] };
  const file = { path: choices.wellKnown, ...(wellKnownBytes === undefined ? {} : { bytes: wellKnownBytes }) };
  return compileWellKnown(synapse, mas, file, { seed });
}

/** Every blocker again, and the providers: neither may have changed since the plan was made. */
function sourceAsserts({ queries, answers }: PlanInputs, templates: Templates): readonly AssertStep[] {
  const withUsers = [...answers.providerUsers.keys()].filter((name) => name !== 'oauth-delegated').sort();
  const providers: AssertStep = {
    id: 'assert/providers-with-users',
    phase: 'cutover',
    kind: 'assert',
    title: 'The same providers have users',
    reason: 'A provider that came into use after the plan was made is not mapped by it.',
    database: 'synapse',
    sql: renderTemplate(templates, 'sql/data/providers-with-users.sql.hbs', { ...queries.context, withUsers }),
    remedy: 'Plan again and have the new plan reviewed.',
  };
  const blockers = queries.checks
    .filter(({ rule }) => rule.severity === 'error')
    .map(
      ({ id, title, rule, sql }): AssertStep => ({
        id,
        phase: 'cutover',
        kind: 'assert',
        title,
        reason: rule.why,
        database: 'synapse',
        sql,
        remedy: rule.remedy,
      }),
    );
  return [providers, ...blockers];
}

function providersGuard({ patchedMas, answers }: PlanInputs, templates: Templates): AssertStep | undefined {
  const providers = mappedProviders(patchedMas).filter(
    (provider) => (answers.providerUsers.get(provider.synapseIdpId) ?? 0) > 0,
  );
  if (providers.length === 0) return undefined;
  return {
    id: 'assert/providers',
    phase: 'prepare',
    kind: 'assert',
    title: 'MAS has the providers to which users are linked',
    reason: 'A link without its provider breaks a foreign key.',
    database: 'mas',
    sql: renderTemplate(templates, 'sql/steps/providers-exist.sql.hbs', { providers }),
    remedy: 'Run mas-cli config sync with the configuration of MAS, then run apply again.',
  };
}

function copyStep(
  { copy, decision, select }: CompiledCopy,
  rows: number,
  copyRows: ReadonlyMap<string, number>,
): CopyStep {
  if (copyRows.get(copy.table) !== rows)
    throw new Error(`copy/${copy.table} gives ${copyRows.get(copy.table)} rows, the accounting says ${rows}`);
  return {
    id: `copy/${copy.table}`,
    phase: 'cutover',
    kind: 'copy',
    title: copy.title,
    reason: copy.reason,
    table: copy.table,
    columns: decision.columns.map((column) => column.name) as CopyStep['columns'],
    key: [...copy.key] as CopyStep['key'],
    rows,
    ...(decision.notes.length > 0 ? { columnNotes: [...decision.notes] } : {}),
    select,
  };
}
