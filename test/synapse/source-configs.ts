/** A homeserver.yaml, or several files, for a real Synapse. DIRECTORY and SECRET are filled in. */
export interface SourceConfig {
  readonly name: string;
  /** In the order in which they are given to Synapse. */
  readonly files: Readonly<Record<string, string>>;
  /** Somebody tried to delegate before: Synapse does not start with it today. */
  readonly isRefusedToday?: boolean;
}

const base = `server_name: example.com
report_stats: false
public_baseurl: https://matrix.example.com/
signing_key_path: DIRECTORY/signing.key
media_store_path: DIRECTORY/media
trusted_key_servers: []
macaroon_secret_key: not-secret
database: {name: psycopg2, args: {user: synapse, password: x, dbname: synapse, host: localhost}}
`;

function one(name: string, text: string): SourceConfig {
  return { name, files: { 'homeserver.yaml': base + text } };
}

/** One option each: those that Synapse refuses beside MAS, and those that it takes. */
export const options: readonly SourceConfig[] = [
  one('nothing set', ''),
  one('password_config.enabled', 'password_config:\n  enabled: true\n  pepper: "salt"\n'),
  one('password_config only_for_reauth', 'password_config: {enabled: only_for_reauth}\n'),
  one('password_config with a pepper only', 'password_config:\n  pepper: "salt"\n'),
  one('enable_registration', 'enable_registration: true\nregistration_requires_token: true\n'),
  one('disable_registration', 'disable_registration: no\nenable_registration_without_verification: true\n'),
  one('oidc_providers', `oidc_providers:\n${provider('a')}`),
  one('several oidc_providers', `oidc_providers:\n${provider('a')}${provider('b')}`),
  one('cas_config', 'cas_config:\n  enabled: true\n  server_url: "https://cas.example.com"\n'),
  one(
    'a listener with consent',
    'listeners:\n- port: 8008\n  type: http\n  resources:\n    - names: [client, consent] # and its page\n    - names:\n        - consent\n      compress: false\nuser_consent:\n  version: 1.0\n  template_dir: DIRECTORY\n',
  ),
  one(
    'enable_registration_captcha',
    'enable_registration_captcha: true\nrecaptcha_public_key: a\nrecaptcha_private_key: b\n',
  ),
  one('login_via_existing_session', 'login_via_existing_session:\n  enabled: true\n  require_ui_auth: false\n'),
  one('refresh_token_lifetime', 'refresh_token_lifetime: 24h\nrefreshable_access_token_lifetime: 5m\n'),
  one('nonrefreshable_access_token_lifetime', 'nonrefreshable_access_token_lifetime: 86400000\n'),
  one('session_lifetime', "session_lifetime: '1w'\n"),
  one('enable_3pid_changes', 'enable_3pid_changes: on\n'),
  one('enable_3pid_changes false', 'enable_3pid_changes: off\n'),
  one('guests', 'allow_guest_access: true\n'),
  one('user interface authentication', 'ui_auth:\n  session_timeout: "15s"\n'),
  one(
    'rate limits and auto join',
    'rc_login: {address: {per_second: 1, burst_count: 5}}\nauto_join_rooms: ["#a:example.com"]\n',
  ),
];

/** Texts that are hard to change. */
export const odd: readonly SourceConfig[] = [
  one('null sections', 'password_config:\ncas_config:\noidc_providers:\nuser_consent:\nsaml2_config: ~\n'),
  one(
    'everything at once, with comments',
    `# Accounts\nenable_registration: true   # for friends\nregistration_requires_token: yes\n\npassword_config:   # keep\n   enabled: yes   # today\n   pepper: 'sa''lt'\nenable_3pid_changes: true\nsession_lifetime: 2d\n# last words\n`,
  ),
  one(
    'flow style',
    'login_via_existing_session: {"enabled": true, require_ui_auth: true}\npassword_config: { enabled: true, policy: {enabled: false} }\n',
  ),
  one(
    'anchors and aliases',
    'x-both: &both\n  enabled: true\npassword_config: *both\nx-week: &week 1w\nsession_lifetime: *week\n',
  ),
  one('duplicate keys', 'enable_registration: false\nenable_registration: true\nregistration_requires_token: true\n'),
  one('quoted and explicit keys', '"enable_3pid_changes": true\n? session_lifetime\n: 1w\n'),
  one(
    'octal, sexagesimal and words',
    'enable_3pid_changes: Yes\nrefresh_token_lifetime: 86400000\nmax_upload_size: 50M\n',
  ),
  one('no line end at the end', 'enable_3pid_changes: true'),
  {
    name: 'CRLF',
    files: {
      'homeserver.yaml': `${base}enable_3pid_changes: true\npassword_config:\n  enabled: true\n`.replaceAll(
        '\n',
        '\r\n',
      ),
    },
  },
  { name: 'a byte order mark', files: { 'homeserver.yaml': `\ufeff${base}session_lifetime: 1d\n` } },
  { name: 'a document with its marks', files: { 'homeserver.yaml': `---\n${base}enable_3pid_changes: true\n...\n` } },
  {
    name: 'several files, one of which hides the option of another',
    files: {
      'homeserver.yaml': `${base}enable_registration: true\nregistration_requires_token: true\npassword_config: {enabled: true}\n`,
      'conf.d/10-login.yaml': 'password_config:\n  enabled: true\n  pepper: x\n',
      'conf.d/20-more.yaml': '# nothing but\nenable_3pid_changes: true\n',
    },
  },
  {
    name: 'delegation that is there but off, and an inline secret',
    files: {
      'homeserver.yaml': `${base}enable_3pid_changes: true\n`,
      'mas.yaml': 'matrix_authentication_service:\n  enabled: false\n  secret: other\n',
    },
  },
  {
    name: 'delegation that is there, with an option that is refused',
    files: {
      'homeserver.yaml': `${base}session_lifetime: 1d\nmatrix_authentication_service:\n  enabled: true\n  endpoint: http://127.0.0.1:8090/\n  secret_path: SECRET\n`,
    },
    isRefusedToday: true,
  },
  {
    name: 'msc3861 of an earlier try',
    files: {
      'homeserver.yaml':
        base +
        'experimental_features:\n  msc3861:\n    enabled: true\n    issuer: https://auth.example.com/\n    client_id: a\n    client_auth_method: client_secret_basic\n    client_secret: b\n    admin_token: c\n  msc3266_enabled: true\n',
    },
    isRefusedToday: true,
  },
];

function provider(id: string): string {
  return `  - idp_id: ${id}
    idp_name: Single sign-on ${id}
    issuer: https://${id}.example.com/
    client_id: synapse
    client_secret: "hidden"
    scopes: [openid, profile]
    user_mapping_provider:
      config:
        localpart_template: "{{ user.preferred_username }}"
`;
}
