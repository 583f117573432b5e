/** What can stand where an option wants true or false. */
const switches = ['true', 'false', '~', '"false"', '""', '0', '1', '.nan', '[]', '[no]', '{}', '{a: 1}'];
/** What Synapse takes as a duration, and nothing. */
const durations = ['0', '"0"', '0s', '1', '-1', '"5m"', '1y', '~', '00', '24:00:00', '"+0"', '" 5 h"'];

const provider = 'issuer: "https://a.example.com/", client_id: a, client_secret: b';

/**
 * By the id of the refusal: homeserver.yaml with the option, at what is refused and at what is nearly that. `VALUE` takes each
 * of the values. All of it is taken by Synapse as long as nothing is delegated, but what is `refused today`.
 */
export interface RefusalValues {
  readonly yaml: string;
  readonly values: readonly string[];
  /** Further texts as they stand. */
  readonly more?: readonly string[];
  /** Those that Synapse refuses by themselves, whatever else is set. */
  readonly refusedToday?: readonly string[];
}

export const refusalValues: Readonly<Record<string, RefusalValues>> = {
  'synapse/password-config': {
    yaml: 'password_config: {enabled: VALUE, pepper: x}\n',
    values: [...switches, 'only_for_reauth', '"only_for_login"'],
    more: [
      'password_config:\n',
      'password_config: {}\n',
      'password_config: {localdb_enabled: true, pepper: x}\n',
      'password_config: {policy: {enabled: true}}\n',
      'password_config: {enabled: true, localdb_enabled: false}\n',
    ],
  },
  'synapse/enable-registration': {
    yaml: 'enable_registration: VALUE\nregistration_requires_token: true\n',
    values: ['true', 'false', '"true"', '"no"', '0', '1', 'T', 'y', 'ON', '"tRuE"', '"1"', '01'],
    more: [
      'enable_registration: true\ndisable_registration: true\n',
      'enable_registration: true\ndisable_registration: "on"\n',
      'enable_registration: false\nenable_registration_without_verification: true\n',
    ],
  },
  'synapse/disable-registration': {
    yaml: 'disable_registration: VALUE\nregistration_requires_token: true\n',
    values: ['true', 'false', '"false"', '"no"', '0', '1', '"y"', 'off', '"T"'],
  },
  'synapse/user-consent': {
    yaml: 'user_consent: VALUE\n',
    values: ['~', ''],
    more: [
      'user_consent: {version: 1.0, template_dir: DIRECTORY/templates}\n',
      'user_consent: {version: "", template_dir: DIRECTORY/templates, require_at_registration: false}\n',
      'form_secret: x\n',
    ],
  },
  'synapse/oidc-providers': {
    yaml: 'oidc_providers: VALUE\n',
    values: [
      '~',
      '',
      '[]',
      `[{idp_id: a, idp_name: A, ${provider}}]`,
      `[{idp_id: a, idp_name: A, ${provider}, enable_registration: false}]`,
    ],
  },
  'synapse/oidc-config': {
    yaml: `oidc_config: {enabled: VALUE, ${provider}}\n`,
    values: switches,
    more: ['oidc_config:\n', 'oidc_config: {}\n', `oidc_config: {${provider}}\n`],
  },
  'synapse/saml2-config': {
    yaml: 'saml2_config: {enabled: VALUE, sp_config: {xmlsec_binary: /bin/sh}}\n',
    values: ['true', 'false', '~', '"false"', '0', '1'],
    more: [
      'saml2_config:\n',
      'saml2_config: {}\n',
      'saml2_config: {enabled: true}\n',
      'saml2_config: {enabled: true, sp_config: {}}\n',
      'saml2_config: {sp_config: {xmlsec_binary: /bin/sh}}\n',
      'saml2_config: {sp_config: ~, config_path: ~}\n',
      'saml2_config: {config_path: DIRECTORY/sp_conf.py}\n',
      'saml2_config: {user_mapping_provider: {config: {}}}\n',
    ],
  },
  'synapse/cas-config': {
    yaml: 'cas_config: {enabled: VALUE, server_url: "https://cas.example.com"}\n',
    values: switches,
    more: [
      'cas_config:\n',
      'cas_config: {}\n',
      'cas_config: {server_url: "https://cas.example.com"}\n',
      'cas_config: []\n',
    ],
  },
  'synapse/jwt-config': {
    yaml: 'jwt_config: {enabled: VALUE, secret: x, algorithm: HS256}\n',
    values: switches,
    more: ['jwt_config:\n', 'jwt_config: {}\n', 'jwt_config: {secret: x, algorithm: HS256}\n'],
  },
  'synapse/password-providers': {
    yaml: 'password_providers: VALUE\n',
    values: ['~', '', '[]', '[{module: synapse_test_provider.Provider, config: {enabled: false}}]'],
  },
  'synapse/ldap-config': {
    yaml: 'ldap_config: {enabled: VALUE, server: "ldap://ldap.example.com"}\n',
    values: switches,
    more: ['ldap_config: {}\n', 'ldap_config: {server: "ldap://ldap.example.com"}\n'],
  },
  'synapse/registration-captcha': {
    yaml: 'enable_registration_captcha: VALUE\nrecaptcha_public_key: a\nrecaptcha_private_key: b\n',
    values: switches,
    more: ['recaptcha_public_key: a\nrecaptcha_private_key: b\n'],
  },
  'synapse/login-via-existing-session': {
    yaml: 'login_via_existing_session: {enabled: VALUE, require_ui_auth: true}\n',
    values: switches,
    more: ['login_via_existing_session: {}\n', 'login_via_existing_session: {token_timeout: 10m}\n'],
  },
  'synapse/refresh-token-lifetime': {
    yaml: 'refresh_token_lifetime: VALUE\n',
    values: durations,
    more: ['refreshable_access_token_lifetime: 5m\n'],
  },
  'synapse/nonrefreshable-access-token-lifetime': {
    yaml: 'nonrefreshable_access_token_lifetime: VALUE\n',
    values: durations,
  },
  'synapse/session-lifetime': { yaml: 'session_lifetime: VALUE\n', values: durations },
  'synapse/enable-3pid-changes': { yaml: 'enable_3pid_changes: VALUE\n', values: switches },
  'synapse/msc3861': {
    yaml: 'experimental_features: {msc3861: VALUE}\n',
    values: ['{}', '~', '[]', 'false', '""'],
    more: [
      'experimental_features: {}\n',
      'experimental_features:\n',
      'experimental_features: {msc3861_enabled: true}\n',
    ],
    refusedToday: [
      'experimental_features: {msc3861: {enabled: true, issuer: "https://a.example.com/", client_id: a, admin_token: b}}\n',
      'experimental_features: {msc3861: {enabled: false}}\n',
    ],
  },
};
