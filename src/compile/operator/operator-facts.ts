import type { Appservice, AssertStep, FileStep, OperatorStep, SecretStep } from '../../plan/types.gen.ts';
import type { SqliteLocation } from '../../support/sqlite/sqlite-location.ts';
import type { PlanInputs } from '../compile-plan.ts';
import { type MovedProvider, movedProviders } from './moved-providers.ts';
import { type OldClient, readOldClient } from './old-client.ts';
import type { DumpedDatabase } from './pg-dump.ts';
import { readWorkers, type Workers } from './read-workers.ts';

/** What the text of the operator steps depends on. */
export interface OperatorFacts {
  readonly serverName: string;
  readonly synapseDatabase: DumpedDatabase | SqliteLocation;
  readonly masDatabase: DumpedDatabase;
  readonly masConfigFiles: readonly string[];
  /** Existing files that the plan changes, and the well-known file. */
  readonly changedFiles: readonly string[];
  /** Where apply keeps the bytes from before. */
  readonly backups: readonly string[];
  readonly providers: readonly MovedProvider[];
  readonly providersGuard: AssertStep | undefined;
  readonly workers: Workers;
  readonly appservices: readonly Appservice[];
  readonly oldClient: OldClient | undefined;
  readonly wellKnown: string | undefined;
  readonly routeLogins: OperatorStep;
}

/** Gathers them from what is known of both services. */
export function operatorFacts(
  inputs: PlanInputs,
  files: readonly (FileStep | SecretStep)[],
  steps: Pick<OperatorFacts, 'providersGuard' | 'routeLogins' | 'appservices'>,
): OperatorFacts {
  const { synapse, mas, patchedMas, choices, wellKnownBytes } = inputs;
  const edited = files.flatMap((step) => (step.kind === 'file' && step.before !== undefined ? [step] : []));
  const wellKnown = choices.wellKnown === undefined || wellKnownBytes === undefined ? [] : [choices.wellKnown];
  return {
    ...steps,
    serverName: synapse.serverName,
    synapseDatabase: inputs.source.connection,
    masDatabase: inputs.target.connection,
    masConfigFiles: mas.tree.files.map((file) => file.path),
    changedFiles: [...new Set([...edited.map(({ path }) => path), ...wellKnown])],
    backups: edited.flatMap(({ backup }) => (backup === undefined ? [] : [backup])),
    providers: movedProviders(synapse, patchedMas),
    workers: readWorkers(synapse.tree),
    oldClient: readOldClient(synapse, patchedMas),
    wellKnown: choices.wellKnown,
  };
}
