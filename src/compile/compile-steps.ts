import type { Accounting, Appservice, AssertStep, CopyStep, FileStep, SecretStep, Step } from '../plan/types.gen.ts';
import { renderTemplate, type Templates } from '../support/templates.ts';
import type { Delegation } from './compile-delegation.ts';
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
}

/** What was compiled before and goes into the steps. */
export interface StepParts {
  readonly accounting: readonly Accounting[];
  /** What becomes of `matrix_authentication_service` in homeserver.yaml. */
  readonly delegation: Delegation;
  readonly wellKnown: readonly FileStep[];
  /** What apply asks Synapse's database once more. */
  readonly asserts: readonly AssertStep[];
  readonly appservices: readonly Appservice[];
}

/** All steps in the order in which they run. */
export function compileSteps(
  inputs: PlanInputs,
  { accounting, delegation, wellKnown, asserts, appservices }: StepParts,
  templates: Templates,
): CompiledSteps {
  const { queries, synapse, patchedMas, masPatch, choices } = inputs;
  const patchChoices = patchChoicesOf(inputs);
  const taken = new Set(masPatch.steps.map(({ id }) => id));
  const patches = patchHomeserver(synapse, patchedMas, patchChoices, templates, taken).steps;
  const files = [...masPatch.steps, ...patches, ...wellKnown];
  const target = compileTargetSteps(
    {
      tables: inputs.target.tables,
      written: queries.copies.map(({ copy }) => copy.table),
      mustBeEmpty: inputs.mustBeEmpty,
    },
    templates,
  );
  const operator = operatorFacts(inputs, files, {
    appservices,
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
    ...asserts,
    ...target.before,
    ...queries.copies.flatMap((copy): readonly Step[] => {
      const restore = target.afterCopy.get(copy.copy.table);
      return [copyStep(copy, migratedRows(accounting, copy.copy.table)), ...(restore ? [restore] : [])];
    }),
    ...target.after,
    ...patches,
    ...wellKnown,
    ...finishSteps(operator),
  ];
  return { steps, files };
}

/** What the operator decided about the patches of homeserver.yaml. */
export function patchChoicesOf({ choices, seed, secretRights }: PlanInputs): PatchChoices {
  return {
    seed,
    secretRights,
    ...(choices.secretFile === undefined ? {} : { secretFile: choices.secretFile }),
    ...(choices.synapseSecretPath === undefined ? {} : { secretPathForSynapse: choices.synapseSecretPath }),
    ...(choices.endpoint === undefined ? {} : { endpoint: choices.endpoint }),
  };
}

/** What happens to the .well-known file that was named. */
export function compileWellKnownSteps({
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

function providersGuard({ patchedMas, answers }: PlanInputs, templates: Templates): AssertStep | undefined {
  const providers = mappedProviders(patchedMas).filter(
    (provider) => (answers.linkedUsers.get(provider.synapseIdpId) ?? 0) > 0,
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

function copyStep({ copy, decision, select }: CompiledCopy, rows: number): CopyStep {
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
