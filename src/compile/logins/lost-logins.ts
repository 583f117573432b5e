import { isTrueInPython, optionOf } from '../../check/python-value.ts';
import { checksPasswords } from '../../check/rules/password-module.ts';
import type { SynapseConfig } from '../../config/synapse-config.ts';
import type { LostLogin } from '../../plan/types.gen.ts';
import type { LoginAnswers } from './login-answers.ts';

/**
 * The ways of logging in that Synapse has, or once had, and MAS never: SAML and CAS leave links in user_external_ids, JWT and
 * modules leave nothing, so of those only the most that it can be is known.
 */
export function lostLogins({ tree }: SynapseConfig, { unmapped, without }: LoginAnswers): readonly LostLogin[] {
  const isOn = (key: string, byDefault: boolean): boolean => {
    const section = tree.value([key]);
    return isTrueInPython(section) && isTrueInPython(optionOf(section, 'enabled', byDefault));
  };
  const linked = (way: string, authProvider: string, configured: boolean): readonly LostLogin[] => {
    const rows = unmapped.find((provider) => provider.authProvider === authProvider);
    if (!rows && !configured) return [];
    return [{ way, users: rows?.users ?? 0, none: rows?.none ?? 0, atMost: false }];
  };
  const unseen = (way: string): LostLogin => ({ way, users: without.noTrace, none: without.noTrace, atMost: true });
  return [
    ...linked('SAML', 'saml', isOn('saml2_config', true)),
    ...linked('CAS', 'cas', isOn('cas_config', true)),
    ...(isOn('jwt_config', false) ? [unseen('JWT')] : []),
    ...passwordModules(tree.value(['password_providers']), () => true).map(unseen),
    ...passwordModules(tree.value(['modules']), (name) => checksPasswords.test(name)).map(unseen),
  ];
}

function passwordModules(list: unknown, isMeant: (name: string) => boolean): readonly string[] {
  if (!Array.isArray(list)) return [];
  const names = list.map((item) => optionOf(item, 'module')).filter((name) => typeof name === 'string');
  return names.filter(isMeant);
}
