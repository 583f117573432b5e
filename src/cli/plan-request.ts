import { defaultJobs } from './jobs-option.ts';
import type { MakePlanRequest } from './make-plan.ts';
import type { ChoiceOptions, InputOptions } from './options.ts';
import type { CommandContext } from './start.ts';
import { toolVersion } from './tool-version.ts';

/** What makePlan needs, from the options that `check` and `plan` share. */
export function planRequest(
  context: CommandContext,
  options: InputOptions & ChoiceOptions,
  created: { readonly at: string; readonly by: string },
): MakePlanRequest {
  const { cwd, env, log } = context;
  return {
    synapseConfig: options.synapseConfig,
    masConfig: options.masConfig ?? [],
    ...(options.synapseDatabaseUri === undefined ? {} : { synapseDatabaseUri: options.synapseDatabaseUri }),
    ...(options.masDatabaseUri === undefined ? {} : { masDatabaseUri: options.masDatabaseUri }),
    ...(options.synapsePath === undefined ? {} : { pathMappings: options.synapsePath }),
    ...(options.accept === undefined ? {} : { accept: options.accept }),
    ...(options.links === undefined ? {} : { links: options.links }),
    ...(options.rehearsal === undefined ? {} : { rehearsal: options.rehearsal }),
    createdAt: created.at,
    createdBy: created.by,
    toolVersion: toolVersion(),
    choices: {
      maxDriftPercent: options.maxDriftPercent,
      maxDriftRows: options.maxDriftRows,
      samples: options.samples,
      ...(options.wellKnown === undefined ? {} : { wellKnown: options.wellKnown }),
      ...(options.secretFile === undefined ? {} : { secretFile: options.secretFile }),
      ...(options.synapseSecretPath === undefined ? {} : { synapseSecretPath: options.synapseSecretPath }),
      ...(options.masEndpoint === undefined ? {} : { endpoint: options.masEndpoint }),
      ...(options.synapseVersion === undefined ? {} : { synapseVersion: options.synapseVersion }),
      ...(options.proxy === undefined ? {} : { proxy: options.proxy }),
    },
    cwd,
    env,
    log,
    jobs: options.jobs ?? defaultJobs(),
  };
}
