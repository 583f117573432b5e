import type { MasConfig } from '../../config/mas-config.ts';
import type { SynapseConfig } from '../../config/synapse-config.ts';
import type { Logins } from '../../plan/types.gen.ts';
import { mappedProviders } from '../mapped-providers.ts';
import type { LoginAnswers } from './login-answers.ts';
import { lostLogins } from './lost-logins.ts';
import { unlinkedUsers } from './unlinked-users.ts';

/**
 * Who can log in by what afterwards, beyond the counts.
 * @param mas as it will be after the patches of the plan
 */
export function compileLogins(
  synapse: SynapseConfig,
  mas: MasConfig,
  answers: LoginAnswers,
): Omit<Logins, 'password' | 'provider' | 'both' | 'none' | 'providers'> {
  const configured = new Set([
    ...synapse.providers.map(({ authProvider }) => authProvider),
    ...lostLogins(synapse, { ...answers, unmapped: [] }).flatMap(({ way }) =>
      way === 'SAML' || way === 'CAS' ? [way.toLowerCase()] : [],
    ),
  ]);
  return {
    ways: [...answers.ways],
    without: answers.without,
    lost: [...lostLogins(synapse, answers)],
    unmapped: answers.unmapped.map((provider) => ({ ...provider, configured: configured.has(provider.authProvider) })),
    unlinked: [...unlinkedUsers(mas, mappedProviders(mas), answers.ways)],
    admins: answers.admins,
  };
}
