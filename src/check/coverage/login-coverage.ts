import type { Covered } from './covered.ts';

const mas = (...numbers: readonly number[]): readonly string[] =>
  numbers.map((number) => `element-hq/matrix-authentication-service#${number}`);

/** Logins after the migration, and what of the configuration decides them. */
export const loginCoverage: readonly Covered[] = [
  {
    what: 'Providers stand in MAS, but nobody knows which of Synapse they are',
    threads: mas(4597, 4576, 2912),
    findings: ['providers/unmapped', 'providers/ambiguous', 'mas/provider-differs'],
    property:
      'The plan maps providers itself, by synapse_idp_id or by issuer and client id, and adds those that MAS lacks',
  },
  {
    what: 'Users who are linked to a provider that was removed long ago',
    threads: ['MAS: docs/reference/cli/syn2mas.md'],
    findings: ['providers/unmapped', 'users/no-way-to-log-in', 'decision/impossible', 'decision/contradictory'],
    property: 'A decision drops or maps the links of one provider, and shows what that does to the accounting',
  },
  {
    what: 'Links under the old name of a provider, which lead to second accounts',
    threads: ['matrix-org/synapse#9584', 'matrix-org/synapse#9514'],
    findings: ['users/legacy-provider-id'],
    property: 'The decision map-links gives the links to the provider of today',
  },
  {
    what: 'An existing account that is not linked to the provider by which its owner comes',
    threads: mas(4016, 4506, 4495, 5216, 2089, 3135),
    findings: ['mas/provider-not-linked', 'mas/provider-conflict', 'users/no-way-to-log-in'],
  },
  {
    what: 'Nobody could say beforehand which user is which subject of a provider',
    threads: [...mas(3135), 'matrix-org/synapse#7633', 'element-hq/synapse#17837'],
    findings: ['mas/provider-not-linked', 'links/unknown-provider', 'links/user-not-migrated', 'links/subject-taken'],
    property: '--links adds them from a file; the report on logins names, provider by provider, who has no link',
  },
  {
    what: 'The configuration with providers that the checker needs is one with which Synapse does not start',
    threads: ['element-hq/ess-helm#740', 'spantaleev/matrix-docker-ansible-deploy#4679'],
    property: 'homeserver.yaml is read as it runs today; what it becomes is in the plan, and patched in the outage',
  },
  {
    what: 'Options of a provider that MAS does not have, or names otherwise',
    threads: mas(5093),
    findings: [
      'mas/provider-option-lost',
      'mas/provider-template',
      'mas/provider-user-profile',
      'mas/provider-algorithms',
      'mas/provider-secret-lost',
      'mas/provider-localpart',
    ],
  },
  {
    what: 'The identity provider sends people back to Synapse',
    threads: ['MAS: docs/setup/sso.md'],
    findings: ['providers/redirect-uri'],
    steps: ['operator/redirect-uri', 'operator/backchannel-logout-uri'],
  },
  {
    what: 'SAML, CAS, LDAP and tokens that MAS does not know',
    threads: [...mas(160, 159, 1525), 'element-hq/ess-helm#1071', 'matrix-org/matrix-synapse-ldap3#194'],
    findings: ['synapse/saml2-config', 'synapse/cas-config', 'synapse/jwt-config', 'synapse/ldap-config'],
  },
  {
    what: 'Password providers and modules stop, and with them double puppeting and corporate policies',
    threads: [...mas(3168, 3193), 'spantaleev/matrix-docker-ansible-deploy#3077'],
    findings: ['synapse/password-providers', 'synapse/password-module', 'synapse/module-callbacks', 'mas/option-lost'],
  },
  {
    what: 'Every password is wrong, because the pepper is another',
    threads: mas(4353),
    findings: ['mas/password-pepper'],
  },
  {
    what: 'Passwords beyond ASCII are wrong',
    threads: ['MAS: docs/setup/migration.md'],
    findings: ['mas/unicode-normalization', 'mas/password-scheme'],
  },
  {
    what: 'Synapse does not start after the switch',
    threads: [
      'spantaleev/matrix-docker-ansible-deploy#4349',
      'spantaleev/matrix-docker-ansible-deploy#4501',
      'Synapse: synapse/config/mas.py',
    ],
    findings: [
      'synapse/password-config',
      'synapse/enable-registration',
      'synapse/user-consent',
      'synapse/oidc-providers',
      'synapse/registration-captcha',
      'synapse/login-via-existing-session',
      'synapse/refresh-token-lifetime',
      'synapse/nonrefreshable-access-token-lifetime',
      'synapse/session-lifetime',
      'synapse/enable-3pid-changes',
    ],
  },
  {
    what: 'Empty sections and odd forms of options break the reading of the configuration',
    threads: mas(5421, 3928, 2306),
    property: 'homeserver.yaml is read as Synapse reads it, which a corpus and a real Synapse hold against each other',
  },
  {
    what: 'Configurations of several files are merged otherwise than by Synapse',
    threads: mas(4373),
    findings: ['synapse/hidden-option', 'synapse/contradictory-option', 'mas/hidden-option'],
  },
  {
    what: 'Registration tokens, consent, captcha and terms had to be carried over by hand',
    threads: mas(4584),
    findings: ['mas/terms-missing', 'mas/captcha-not-moved', 'mas/registration-closed', 'synapse/user-consent'],
    property: 'Registration tokens are copied; MAS gets captcha and terms from homeserver.yaml',
  },
  {
    what: 'The shared secret differs by its encoding',
    threads: mas(2780),
    findings: ['mas/shared-secret-differs', 'mas/shared-secret-unread', 'mas/shared-secret-missing'],
  },
  {
    what: 'experimental_features.msc3861 has to become matrix_authentication_service',
    threads: ['Synapse: docs/upgrade.md', 'MAS: docs/setup/homeserver.md'],
    findings: ['synapse/msc3861', 'versions/synapse-too-old', 'versions/mas-too-old'],
  },
];
