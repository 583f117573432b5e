import { dirname, join } from 'node:path/posix';
import type { MasConfig } from '../config/mas-config.ts';
import type { SynapseConfig } from '../config/synapse-config.ts';
import type { SecretStep } from '../plan/types.gen.ts';
import { planError } from '../support/errors.ts';
import { Secret } from '../support/secret.ts';
import { chooseMasEndpoint } from './mas-endpoint.ts';
import type { PatchChoices } from './patch-choices.ts';

/** What `matrix_authentication_service` of the target homeserver.yaml holds. */
export interface Delegation {
  readonly endpoint: string;
  /** Absent where the secret that stands in homeserver.yaml is MAS's already and stays. */
  readonly secretPath?: string;
  /** Present where the secret has to be written to a file of its own. */
  readonly secretStep?: SecretStep;
  /** For the reviewer: why these. */
  readonly why: readonly string[];
}

/**
 * Decides the section `matrix_authentication_service`: what is right already stays, choices of the operator come
 * first, and the secret is only ever named by the file that holds it.
 * @throws PlanError CONFIG_UNPATCHABLE where MAS has its secret from its environment: apply could not read it there
 */
export function compileDelegation(config: SynapseConfig, mas: MasConfig, choices: PatchChoices): Delegation {
  const endpoint = chooseEndpoint(config, mas, choices);
  const secret = chooseSecret(config, mas, choices);
  return {
    ...secret,
    endpoint: endpoint.url,
    why: [`The endpoint is ${endpoint.url}: ${endpoint.why}.`, ...secret.why],
  };
}

function chooseEndpoint(
  config: SynapseConfig,
  mas: MasConfig,
  choices: PatchChoices,
): { readonly url: string; readonly why: string } {
  if (choices.endpoint !== undefined) return { url: choices.endpoint, why: 'it was chosen' };
  const current = config.tree.value(['matrix_authentication_service', 'endpoint']);
  return typeof current === 'string' ? { url: current, why: 'homeserver.yaml has it already' } : chooseMasEndpoint(mas);
}

function chooseSecret(config: SynapseConfig, mas: MasConfig, choices: PatchChoices): Omit<Delegation, 'endpoint'> {
  const shared = mas.matrix.sharedSecret;
  const inline = config.tree.value(['matrix_authentication_service', 'secret']);
  const currentPath = config.tree.value(['matrix_authentication_service', 'secret_path']);
  const current = typeof currentPath === 'string' ? currentPath : undefined;
  if (shared?.kind === 'file') {
    const secretPath = choices.secretPathForSynapse ?? current ?? shared.path;
    return {
      secretPath,
      why: [`Synapse reads the shared secret from ${secretPath}, MAS from ${shared.path}: they must hold the same.`],
    };
  }
  if (shared && inline instanceof Secret && inline.equals(shared.value) && current === undefined) {
    return { why: ['The shared secret in homeserver.yaml is that of MAS and stays.'] };
  }
  const homeserver = config.tree.files.at(-1)?.path ?? '/';
  const path = choices.secretFile ?? join(dirname(homeserver), 'mas-shared-secret');
  const secretPath = choices.secretPathForSynapse ?? path;
  if (!shared) return { secretPath, why: ['MAS has no shared secret yet, so nothing can be written there.'] };
  return {
    secretPath,
    secretStep: writeSecret(path, choices.secretRights ?? { ownerOf: homeserver, mode: '0600' }, shared),
    why: [`Synapse reads the shared secret from ${secretPath}, to which apply copies it from MAS.`],
  };
}

function writeSecret(
  path: string,
  rights: NonNullable<PatchChoices['secretRights']>,
  shared: Extract<MasConfig['matrix']['sharedSecret'], { kind: 'inline' }>,
): SecretStep {
  const { file } = shared.place;
  if (file === undefined) {
    throw planError(
      'CONFIG_UNPATCHABLE',
      'MAS has its shared secret from its environment, where apply cannot read it',
      {
        place: shared.place,
        remedy: 'Write the secret to a file and name it by matrix.secret_file.',
      },
    );
  }
  return {
    id: 'secret/mas-shared-secret',
    phase: 'cutover',
    kind: 'secret',
    title: `Write the shared secret to ${path}`,
    reason:
      'Synapse needs the secret that MAS has in its configuration. By a file of its own it stays out of homeserver.yaml and out of this plan.',
    path,
    mode: rights.mode,
    ownerOf: rights.ownerOf,
    from: { file, key: 'matrix.secret' },
  };
}
