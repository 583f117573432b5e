import type { SynapseConfig } from '../../config/synapse-config.ts';
import type { PlanOption } from '../../plan/types.gen.ts';
import type { Delegation } from '../compile-delegation.ts';
import { placesOfOption } from './places-of-option.ts';

/** The section `matrix_authentication_service` as the plan makes it, and what was there before. */
export function delegationOptions({ tree }: SynapseConfig, delegation: Delegation): readonly PlanOption[] {
  const { endpoint, secretPath } = delegation;
  const entry = (name: string, about: Pick<PlanOption, 'action' | 'to' | 'reason'>): PlanOption => ({
    key: `${section}.${name}`,
    ...about,
    where: [...placesOfOption(tree, [section, name])],
  });
  const set = (name: string, value: unknown, reason: string): PlanOption =>
    tree.value([section, name]) === value
      ? entry(name, { action: 'left', reason: `${reason} It is so already.` })
      : entry(name, { action: 'set', to: String(value), reason });
  const written = tree.value([section]);
  const others = typeof written === 'object' && written !== null ? Object.keys(written) : [];
  return [
    set('enabled', true, 'Synapse leaves authentication to MAS.'),
    set('endpoint', endpoint, 'Synapse reaches MAS there.'),
    ...(secretPath === undefined ? [] : [set('secret_path', secretPath, 'The file holds the secret shared with MAS.')]),
    ...(others.includes('secret') ? [entry('secret', inlineSecret(secretPath))] : []),
    ...others
      .filter((name) => !known.has(name))
      .map((name) => entry(name, { action: 'left', reason: 'It stays as it is.' })),
  ];
}

const section = 'matrix_authentication_service';
const known: ReadonlySet<string> = new Set(['enabled', 'endpoint', 'secret_path', 'secret']);

function inlineSecret(secretPath: string | undefined): Pick<PlanOption, 'action' | 'reason'> {
  if (secretPath === undefined) return { action: 'left', reason: 'It is the secret of MAS already.' };
  return { action: 'removed', reason: 'secret_path takes its place; Synapse does not start with both.' };
}
