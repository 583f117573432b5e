import { isDurationSet, isTrueAsText, isTrueInPython, optionOf } from './python-value.ts';
import type { Rule } from './rule.ts';

/** The value of an option in the effective configuration; undefined when absent. */
export type ReadOption = (path: readonly string[]) => unknown;

/** An option of homeserver.yaml with which Synapse does not start once authentication is delegated to MAS. */
export interface SynapseRefusal extends Rule {
  /** The option: a top-level key, or one inside a section. */
  readonly path: readonly [string] | readonly [string, string];
  /** Whether Synapse refuses this value. Absent options are never refused: their defaults change with delegation. */
  readonly refusedWhen: (value: unknown, read: ReadOption) => boolean;
  readonly patch: 'remove' | 'set false';
  /** The option of MAS that does the same. */
  readonly movesTo?: string;
}

/** The options that apply to a configuration, in the order of this list. */
export function refusalsOf(read: ReadOption): readonly SynapseRefusal[] {
  return synapseRefusals.filter((refusal) => refusal.refusedWhen(read(refusal.path), read));
}

const refusesAtStart = 'Synapse refuses to start with it once matrix_authentication_service is enabled.';
const patched = 'The plan patches homeserver.yaml.';
const conflictCheck = 'Synapse: synapse/config/mas.py';
const noPasswordCheck =
  'Put the user directory behind an OIDC provider that MAS can use (Dex, for example) and link the users, or accept that they lose access.';

/**
 * Every refusal of Synapse 1.157 to 1.163 (synapse/config/mas.py and the sections it asks), as data. `error` only
 * where MAS has no equivalent, so that somebody surely loses access.
 */
export const synapseRefusals: readonly SynapseRefusal[] = [
  {
    id: 'synapse/password-config',
    path: ['password_config', 'enabled'],
    refusedWhen: isTrueInPython,
    patch: 'set false',
    movesTo: 'passwords',
    severity: 'info',
    title: 'Password login is enabled in Synapse',
    why: `${refusesAtStart} Users keep their passwords, MAS checks them.`,
    remedy: `${patched} Its pepper goes into the scheme with version 1 of passwords.schemes in MAS.`,
    learntFrom: [conflictCheck, 'Synapse: synapse/config/auth.py'],
  },
  {
    id: 'synapse/enable-registration',
    path: ['enable_registration'],
    refusedWhen: (value, read) => isTrueAsText(value) && !isTrueAsText(read(['disable_registration'])),
    patch: 'remove',
    movesTo: 'account.password_registration_enabled',
    severity: 'info',
    title: 'Registration is enabled in Synapse',
    why: `${refusesAtStart} MAS decides who may register.`,
    remedy: `${patched} It opens registration in MAS too, unless another finding says why not.`,
    learntFrom: [conflictCheck, 'spantaleev/matrix-docker-ansible-deploy#4349'],
  },
  {
    id: 'synapse/disable-registration',
    path: ['disable_registration'],
    refusedWhen: (value) => value !== undefined && !isTrueAsText(value),
    patch: 'remove',
    movesTo: 'account.password_registration_enabled',
    severity: 'info',
    title: 'Registration is enabled by the old option disable_registration',
    why: `${refusesAtStart} MAS decides who may register.`,
    remedy: `${patched} It opens registration in MAS too, unless another finding says why not.`,
    learntFrom: ['Synapse: synapse/config/registration.py'],
  },
  {
    id: 'synapse/user-consent',
    path: ['user_consent'],
    refusedWhen: (value) => value !== undefined && value !== null,
    patch: 'remove',
    movesTo: 'branding.tos_uri',
    severity: 'warning',
    title: 'Synapse asks users for their consent',
    why: `${refusesAtStart} Nobody is asked to consent until MAS does it.`,
    remedy: `${patched} Set branding.tos_uri in MAS; it asks at registration.`,
    learntFrom: [conflictCheck, 'Synapse: synapse/config/consent.py'],
  },
  {
    id: 'synapse/oidc-providers',
    path: ['oidc_providers'],
    refusedWhen: isTrueInPython,
    patch: 'remove',
    movesTo: 'upstream_oauth2.providers',
    severity: 'info',
    title: 'Users log in to Synapse by OpenID Connect providers',
    why: `${refusesAtStart} MAS sends users to their providers from then on.`,
    remedy: `${patched} Each provider that MAS lacks is added to its upstream_oauth2.providers; at the provider itself the redirect URI of MAS has to be allowed.`,
    learntFrom: [conflictCheck, 'element-hq/matrix-authentication-service#4597'],
  },
  {
    id: 'synapse/oidc-config',
    path: ['oidc_config'],
    refusedWhen: (value) => isTrueInPython(optionOf(value, 'enabled')),
    patch: 'remove',
    movesTo: 'upstream_oauth2.providers',
    severity: 'info',
    title: 'Users log in to Synapse by the provider of the old section oidc_config',
    why: `${refusesAtStart} MAS sends users to their providers from then on.`,
    remedy: `${patched} Where MAS lacks the provider it is added to its upstream_oauth2.providers; at the provider itself the redirect URI of MAS has to be allowed.`,
    learntFrom: [conflictCheck, 'Synapse: synapse/config/oidc.py'],
  },
  {
    id: 'synapse/saml2-config',
    path: ['saml2_config'],
    refusedWhen: (value) =>
      isTrueInPython(value) &&
      isTrueInPython(optionOf(value, 'enabled', true)) &&
      (isTrueInPython(optionOf(value, 'sp_config')) || isTrueInPython(optionOf(value, 'config_path'))),
    patch: 'remove',
    severity: 'error',
    isAcceptable: true,
    title: 'Users log in to Synapse by SAML',
    why: `${refusesAtStart} MAS has no SAML: users who have no other way to log in lose access.`,
    remedy:
      'Put a bridge from SAML to OpenID Connect (Dex, for example) before MAS, as an upstream provider with synapse_idp_id: saml.',
    learntFrom: [
      conflictCheck,
      'element-hq/matrix-authentication-service#160',
      'element-hq/matrix-authentication-service#1525',
    ],
  },
  {
    id: 'synapse/cas-config',
    path: ['cas_config'],
    refusedWhen: (value) => isTrueInPython(value) && isTrueInPython(optionOf(value, 'enabled', true)),
    patch: 'remove',
    severity: 'error',
    isAcceptable: true,
    title: 'Users log in to Synapse by CAS',
    why: `${refusesAtStart} MAS has no CAS: users who have no other way to log in lose access.`,
    remedy: 'Put a bridge from CAS to OpenID Connect before MAS, as an upstream provider with synapse_idp_id: cas.',
    learntFrom: [conflictCheck, 'element-hq/matrix-authentication-service#159'],
  },
  {
    id: 'synapse/jwt-config',
    path: ['jwt_config'],
    refusedWhen: (value) => isTrueInPython(optionOf(value, 'enabled')),
    patch: 'remove',
    severity: 'error',
    isAcceptable: true,
    title: 'Users log in to Synapse by JSON Web Tokens',
    why: `${refusesAtStart} MAS has no login by JSON Web Tokens: who logs in that way loses access.`,
    remedy:
      'Give whatever issues the tokens another way in: an OpenID Connect provider, or tokens of the admin API of MAS.',
    learntFrom: [conflictCheck, 'Synapse: synapse/config/jwt.py'],
  },
  {
    id: 'synapse/password-providers',
    path: ['password_providers'],
    refusedWhen: isTrueInPython,
    patch: 'remove',
    severity: 'error',
    isAcceptable: true,
    title: 'A password provider checks passwords for Synapse',
    why: `${refusesAtStart} MAS knows only the hashes in Synapse's database: users whose password another program checks lose access.`,
    remedy: noPasswordCheck,
    learntFrom: [
      conflictCheck,
      'element-hq/matrix-authentication-service#3168',
      'spantaleev/matrix-docker-ansible-deploy#3077',
    ],
  },
  {
    id: 'synapse/ldap-config',
    path: ['ldap_config'],
    refusedWhen: (value) => isTrueInPython(optionOf(value, 'enabled')),
    patch: 'remove',
    severity: 'error',
    isAcceptable: true,
    title: 'The old section ldap_config lets LDAP check passwords for Synapse',
    why: `${refusesAtStart} MAS has no LDAP: users whose password LDAP checks lose access.`,
    remedy: noPasswordCheck,
    learntFrom: ['Synapse: synapse/config/password_auth_providers.py', 'element-hq/ess-helm#1071'],
  },
  {
    id: 'synapse/registration-captcha',
    path: ['enable_registration_captcha'],
    refusedWhen: isTrueInPython,
    patch: 'remove',
    movesTo: 'captcha',
    severity: 'info',
    title: 'Synapse asks for a captcha at registration',
    why: `${refusesAtStart} MAS asks for the captcha from then on.`,
    remedy: `${patched} It sets captcha in MAS with the same keys, unless another finding says why not.`,
    learntFrom: [conflictCheck],
  },
  {
    id: 'synapse/login-via-existing-session',
    path: ['login_via_existing_session', 'enabled'],
    refusedWhen: isTrueInPython,
    patch: 'set false',
    severity: 'info',
    title: 'Login by an existing session is enabled in Synapse',
    why: `${refusesAtStart} Clients sign in further devices through MAS.`,
    remedy: patched,
    learntFrom: [conflictCheck, 'Synapse: synapse/config/auth.py'],
  },
  ...(['refresh_token_lifetime', 'nonrefreshable_access_token_lifetime', 'session_lifetime'] as const).map(
    lifetimeRefusal,
  ),
  {
    id: 'synapse/enable-3pid-changes',
    path: ['enable_3pid_changes'],
    refusedWhen: isTrueInPython,
    patch: 'remove',
    movesTo: 'account.email_change_allowed',
    severity: 'info',
    title: 'Synapse lets users change their e-mail addresses and phone numbers',
    why: `${refusesAtStart} MAS manages e-mail addresses, and lets users change them unless told otherwise.`,
    remedy: `${patched} account.email_change_allowed in MAS decides about e-mail addresses.`,
    learntFrom: [conflictCheck, 'Synapse: synapse/config/registration.py'],
  },
  {
    id: 'synapse/msc3861',
    path: ['experimental_features', 'msc3861'],
    refusedWhen: isTrueInPython,
    patch: 'remove',
    movesTo: 'matrix.secret',
    severity: 'warning',
    title: 'Synapse is configured by the experimental predecessor of matrix_authentication_service',
    why: 'Synapse 1.157 and newer refuse to start with experimental_features.msc3861. It may also mean that this homeserver has a MAS already.',
    remedy: `${patched} If this homeserver uses a MAS already, its accounts need no migration. The client of Synapse in clients of MAS is no longer needed.`,
    learntFrom: ['Synapse: synapse/config/experimental.py', 'Synapse: docs/upgrade.md'],
  },
];

function lifetimeRefusal(
  key: 'refresh_token_lifetime' | 'nonrefreshable_access_token_lifetime' | 'session_lifetime',
): SynapseRefusal {
  return {
    id: `synapse/${key.replaceAll('_', '-')}`,
    path: [key],
    refusedWhen: isDurationSet,
    patch: 'remove',
    ...(key === 'session_lifetime' ? { movesTo: 'experimental.inactive_session_expiration' } : {}),
    severity: 'warning',
    title: `Synapse limits sessions by ${key}`,
    why: `${refusesAtStart} MAS decides how long sessions and tokens last, and has no limit of this kind: sessions that ended by themselves go on.`,
    remedy: `${patched} Consider experimental.inactive_session_expiration in MAS.`,
    learntFrom: [conflictCheck, 'Synapse: synapse/config/registration.py'],
  };
}
