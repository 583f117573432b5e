import { base, type OddConfig, odd } from './odd-config.ts';

/** Top-level sections and options that Synapse takes when nothing stands behind their colon. */
const nullable =
  'account_threepid_delegates account_validity admin_contact allow_guest_access cas_config custom_template_directory default_identity_server email enable_3pid_changes enable_registration_captcha enable_set_displayname experimental_features federation_domain_whitelist form_secret jwt_config macaroon_secret_key matrix_authentication_service modules nonrefreshable_access_token_lifetime oidc_config oidc_providers password_config password_providers pid_file public_baseurl push recaptcha_private_key recaptcha_public_key refresh_token_lifetime registration_requires_token registration_shared_secret redis retention saml2_config serve_server_wellknown server_notices session_lifetime spam_checker sso stats third_party_event_rules turn_shared_secret turn_uris ui_auth user_consent user_directory worker_app x-own'.split(
    ' ',
  );

/** Sections that hold nothing, or that are off. */
const off: readonly (readonly [name: string, text: string])[] = [
  [
    'empty sections',
    'password_config: {}\noidc_config: {}\noidc_providers: []\ncas_config: {}\nsaml2_config: {}\njwt_config: {}\npassword_providers: []\nmodules: []\nmatrix_authentication_service: {}\nexperimental_features: {}\nlogin_via_existing_session: {}\nemail: {}\nui_auth: {}\nsso: {}\nredis: {}\n',
  ],
  ['msc3861 that is empty', 'experimental_features: {msc3861: {}, msc3266_enabled: true}\n'],
  ['msc3861 that is null', 'experimental_features:\n  msc3861:\n  msc3266_enabled: true\n'],
  [
    'delegation that is off, with all its options',
    'matrix_authentication_service:\n  enabled: false\n  endpoint: https://mas.example.com/path/\n  force_http2: true\n  secret: "x"\n',
  ],
  [
    'delegation that is off, with null options',
    'matrix_authentication_service: {enabled: false, secret: null, secret_path: ~}\n',
  ],
  [
    'legacy OpenID Connect that is off, whatever it holds',
    'oidc_config: {enabled: false, issuer: 1, idp_id: [a], user_mapping_provider: nonsense}\n',
  ],
  [
    'CAS and SAML that are off',
    'cas_config: {enabled: false, server_url: 12}\nsaml2_config: {enabled: false, sp_config: {}}\n',
  ],
  ['passwords that are null', 'password_config: {enabled: ~, localdb_enabled: ~, policy: ~}\n'],
  ['passwords off and a pepper that is a number', 'password_config: {enabled: false, pepper: 12345}\n'],
  [
    'passwords for re-authentication only',
    'password_config: {enabled: only_for_reauth, pepper: "", policy: {enabled: true, minimum_length: 15}}\n',
  ],
];

const durations: readonly (readonly [name: string, text: string])[] = [
  ['milliseconds', 'session_lifetime: 604800000\nrefresh_token_lifetime: "300000"\n'],
  ['seconds and minutes', 'session_lifetime: 90000s\nrefresh_token_lifetime: 5m\n'],
  ['hours and days', 'session_lifetime: 30d\nnonrefreshable_access_token_lifetime: 1h\n'],
  ['weeks and years', 'session_lifetime: 1y\nrefresh_token_lifetime: 1w\n'],
  ['nothing at all', 'session_lifetime: 0\nrefresh_token_lifetime: 0s\nnonrefreshable_access_token_lifetime: "0"\n'],
  [
    'underscores, signs and spaces',
    'session_lifetime: "1_000w"\nrefresh_token_lifetime: "+5m"\nnonrefreshable_access_token_lifetime: " 5 h"\n',
  ],
  ['octal and hexadecimal', 'session_lifetime: 0777777777\nrefresh_token_lifetime: 0xFFFF\n'],
  ['base 60', 'session_lifetime: 24:00:00\n'],
  ['less than nothing', 'refresh_token_lifetime: -1\n'],
  ['null', 'session_lifetime: ~\nrefresh_token_lifetime:\nrefreshable_access_token_lifetime: null\n'],
  [
    'elsewhere',
    'ui_auth: {session_timeout: 15m}\nlogin_via_existing_session: {enabled: true, token_timeout: 10m}\ndelete_stale_devices_after: 1y\nforget_rooms_on_leave: yes\nredaction_retention_period: 28d\nuser_ips_max_age: 14d\nmedia_retention: {local_media_lifetime: 90d, remote_media_lifetime: ~}\n',
  ],
  [
    'sizes',
    'max_upload_size: 50M\nmax_spider_size: 10485760\nmax_image_pixels: 32M\nevent_cache_size: 10K\nurl_preview_enabled: false\n',
  ],
];

const registration: readonly (readonly [name: string, text: string])[] = [
  ['true as a text', 'enable_registration: "T"\nregistration_requires_token: true\n'],
  ['1', 'enable_registration: 1\nregistration_requires_token: true\n'],
  ['off as a text', 'enable_registration: "off"\n'],
  ['the old option, as a text', 'disable_registration: "n"\nenable_registration_without_verification: "y"\n'],
  ['the old option wins', 'enable_registration: true\ndisable_registration: 1\n'],
  [
    'e-mail, tokens and the rest',
    'enable_registration: yes\nregistrations_require_3pid: []\nregistration_requires_token: 1\nallowed_local_3pids: [{medium: email, pattern: "^[^@]+@example\\\\.com$"}]\nauto_join_rooms: []\nbcrypt_rounds: 12\nenable_set_displayname: "no"\nenable_set_avatar_url: 0\n',
  ],
  ['captcha', 'enable_registration_captcha: "yes"\nrecaptcha_public_key: a\nrecaptcha_private_key: b\n'],
  [
    'consent',
    'user_consent: {version: 1.0, template_dir: DIRECTORY/templates, policy_name: 12}\npublic_baseurl: https://m.example.com\nform_secret: x\n',
  ],
  ['an identity server that is none', 'default_identity_server: false\n'],
  [
    'limits',
    'rc_login: {address: {per_second: 0.17, burst_count: 3}, account: {per_second: .5, burst_count: 5}, failed_attempts: {per_second: 1, burst_count: 1}}\nrc_registration: {per_second: 0.17, burst_count: 3}\nrc_3pid_validation: {per_second: 0.003, burst_count: 5}\n',
  ],
];

const secretFiles: readonly (readonly [name: string, text: string])[] = [
  [
    'of the server',
    'macaroon_secret_key_path: DIRECTORY/secret-in-file\nform_secret_path: DIRECTORY/secret-in-file\nregistration_shared_secret_path: DIRECTORY/secret-in-file\nturn_shared_secret_path: DIRECTORY/secret-in-file\nworker_replication_secret_path: DIRECTORY/secret-in-file\n',
  ],
  [
    'of the captcha',
    'enable_registration_captcha: true\nrecaptcha_private_key_path: DIRECTORY/secret-in-file\nrecaptcha_public_key_path: DIRECTORY/secret-in-file\n',
  ],
  ['of Redis', 'redis: {enabled: false, password_path: DIRECTORY/secret-in-file}\n'],
  [
    'of delegation that is off',
    'matrix_authentication_service: {enabled: false, secret_path: DIRECTORY/secret-in-file}\n',
  ],
  [
    'of a provider',
    'oidc_providers:\n- {idp_id: a, idp_name: A, issuer: https://a.example.com/, client_id: a, client_secret_path: DIRECTORY/secret-in-file}\n',
  ],
  [
    'of a provider that wants signed secrets',
    'oidc_providers:\n- idp_id: apple\n  idp_name: Apple\n  issuer: https://appleid.apple.com\n  client_id: a\n  client_auth_method: client_secret_post\n  client_secret_jwt_key: {key_file: DIRECTORY/apple.p8, jwt_header: {alg: ES256, kid: k}, jwt_payload: {iss: i}}\n',
  ],
];

const provider = 'issuer: "https://a.example.com/", client_id: a, client_secret: b';

const providers: readonly (readonly [name: string, text: string])[] = [
  ['with the least', `oidc_providers: [{idp_id: a, idp_name: A, issuer: "https://a", client_id: a}]\n`],
  ['with the name of the old one', `oidc_providers:\n  - {idp_id: oidc, idp_name: "", ${provider}}\n`],
  [
    'old and new together',
    `oidc_config: {enabled: 1, ${provider}, client_auth_method: client_secret_post}\noidc_providers:\n  - {idp_id: b, idp_name: B, ${provider}}\n`,
  ],
  [
    'by anchors and merges',
    `x-idp: &idp {${provider}}\noidc_providers:\n  - {<<: *idp, idp_id: a, idp_name: A}\n  - <<: *idp\n    idp_id: b\n    idp_name: B\n    scopes: []\n`,
  ],
  [
    'without discovery',
    `oidc_providers:\n- {idp_id: a.b_c~d-E, idp_name: A, ${provider}, discover: false, skip_verification: true, authorization_endpoint: https://a/a, token_endpoint: https://a/t, userinfo_endpoint: https://a/u, jwks_uri: "", scopes: [openid, profile], user_profile_method: userinfo_endpoint, pkce_method: never}\n`,
  ],
  [
    'with everything',
    `oidc_providers:\n- {idp_id: a, idp_name: A, idp_icon: "mxc://example.com/icon", idp_brand: google, ${provider}, client_auth_method: none, backchannel_logout_enabled: true, backchannel_logout_ignore_sub: true, allow_existing_users: true, enable_registration: false, additional_authorization_parameters: {acr_values: 2}, passthrough_authorization_parameters: [login_hint], id_token_signing_alg_values_supported: [], redirect_uri: null, attribute_requirements: [{attribute: a, value: b}, {attribute: c}], user_mapping_provider: {config: {subject_claim: sub, localpart_template: "{{ user.email | localpart_from_email }}", confirm_localpart: true, display_name_template: "{{ user.name }}", email_template: "{{ user.email }}", extra_attributes: {a: "{{ user.a }}"}}}}\n`,
  ],
  [
    'with an empty mapping',
    `oidc_providers:\n- {idp_id: a, idp_name: A, ${provider}, user_mapping_provider: {}}\n- {idp_id: b, idp_name: B, ${provider}, user_mapping_provider: {config: {}}}\n`,
  ],
];

const listeners: readonly (readonly [name: string, text: string])[] = [
  [
    'of every kind',
    'listeners:\n- {port: 8008, tls: false, type: http, x_forwarded: true, bind_addresses: ["::1", 127.0.0.1], resources: [{names: [client, federation], compress: false}]}\n- {port: 9000, type: manhole, bind_addresses: [127.0.0.1]}\n- {path: /run/synapse.sock, type: http, mode: "0660", resources: [{names: [client]}]}\n',
  ],
  ['without resources', 'listeners: [{port: 0x1F48, type: http, bind_address: ""}]\n'],
  ['none', 'listeners: []\n'],
];

const databases: readonly (readonly [name: string, text: string])[] = [
  ['without arguments', 'database: {name: psycopg2}\n'],
  [
    'of numbers',
    'database: {name: psycopg2, args: {user: 1, password: 0123, dbname: 2, host: localhost, port: "5432", cp_min: 1, cp_max: 10, keepalives_idle: 10, sslmode: ~}}\n',
  ],
  [
    'several, one of them the main one',
    'database: ~\ndatabases:\n  1: {name: psycopg2, data_stores: [main], args: {dbname: a}}\n  state: {name: psycopg2, data_stores: [state], args: {dbname: b}}\n',
  ],
  ['one of one, for everything', 'database: {}\ndatabases: {all: {name: psycopg2, args: {dbname: a}}}\n'],
  [
    'with a path beside it that does not count',
    'database_path: /nowhere\ndatabase: {name: psycopg2, args: {dbname: a}}\n',
  ],
  [
    'as a socket',
    'database: {name: psycopg2, args: {host: /var/run/postgresql, database: synapse, application_name: "syn apse"}, txn_limit: 10000, statement_timeout: 1h}\n'.replace(
      ', statement_timeout: 1h',
      '',
    ),
  ],
  ['SQLite', 'database: {name: sqlite3, args: {database: homeserver.db}}\n'],
];

const addresses: readonly (readonly [name: string, text: string])[] = [
  ['an IPv6 address', 'server_name: "[2001:db8::1]:8448"\n'],
  ['an IPv4 address', 'server_name: 192.0.2.1\n'],
  ['a name with a port', 'server_name: localhost:8448\npublic_baseurl: http://localhost:8008/path\n'],
  ['digits as a text', 'server_name: "123"\npublic_baseurl: "https://123/"\n'],
  ['statistics that are null', 'report_stats:\n'],
  ['statistics that are anything', 'report_stats: maybe\n'],
];

const wellKnown: readonly (readonly [name: string, text: string])[] = [
  [
    'of every kind of JSON',
    'public_baseurl: https://m.example.com\nextra_well_known_client_content: {a: [1, 1.5, -0.0, null, yes, "ü"], b: {c: {}}, 1: 2, ~: 3, __proto__: {x: 1}}\n',
  ],
  [
    'of more than JSON',
    'public_baseurl: https://m.example.com\nextra_well_known_client_content: {huge: 9007199254740993, infinite: .inf, date: 2020-01-02, bytes: !!binary aGk=, set: !!set {a}}\n',
  ],
  [
    'of what holds itself',
    'public_baseurl: https://m.example.com\nextra_well_known_client_content: &own {self: *own}\n',
  ],
];

function named(about: string, cases: readonly (readonly [name: string, text: string])[]): readonly OddConfig[] {
  return cases.map(([name, text]) => odd(`${about}: ${name}`, text));
}

/** Values that only look wrong. */
export const oddOptions: readonly OddConfig[] = [
  ...nullable.map((key) => odd(`null: ${key}`, `${key}:\n`)),
  odd('null: all of them together', nullable.map((key) => `${key}:\n`).join('')),
  ...named('off', off),
  ...named('durations', durations),
  ...named('registration', registration),
  ...named('secrets in files', secretFiles),
  ...named('providers', providers),
  ...named('listeners', listeners),
  ...named('databases', databases),
  ...named('names', addresses),
  ...named('well-known', wellKnown),
  odd('modules', 'modules: []\nspam_checker: []\nx-module: {module: "😀"}\n'),
];

/** Several files and directories. */
export const oddFiles: readonly OddConfig[] = [
  {
    name: 'files: empty, comments only, null, a word, a list and a scalar beside it',
    files: {
      'homeserver.yaml': `${base}enable_3pid_changes: true\n`,
      'empty.yaml': '',
      'comments.yaml': '# nothing\n',
      'null.yaml': '~\n',
      'word.yaml': 'word\n',
      'list.yaml': '- enable_registration: true\n',
      'marks.yaml': '---\n...\n',
      'mapping.yaml': '{}\n',
    },
  },
  {
    name: 'files: a directory with files, folders and other names',
    files: {
      'conf.d/10-base.yaml': base,
      'conf.d/20-more.yaml': 'enable_3pid_changes: true\n',
      'conf.d/30-other.yml': 'enable_registration: true\n',
      'conf.d/README': ': : not YAML [',
      'conf.d/deeper/40.yaml': 'session_lifetime: 1w\n',
      'conf.d/ünï 50.yaml': 'refresh_token_lifetime: 1w\n',
      'conf.d/.hidden.yaml': 'x-hidden: 1\n',
    },
    paths: ['conf.d'],
  },
  {
    name: 'files: the same one twice',
    files: { 'homeserver.yaml': `${base}session_lifetime: 1w\n`, 'more.yaml': 'enable_3pid_changes: yes\n' },
    paths: ['homeserver.yaml', 'more.yaml', 'homeserver.yaml'],
  },
  {
    name: 'files: a file and the directory that holds it',
    files: { 'homeserver.yaml': `${base}session_lifetime: 1w\n` },
    paths: ['homeserver.yaml', '.'],
  },
  {
    name: 'files: sections that hide each other',
    files: {
      'homeserver.yaml': `${base}password_config: {enabled: true, pepper: one}\nsession_lifetime: 1w\n`,
      'b.yaml': 'password_config: {enabled: true}\nsession_lifetime:\n',
      'c.yaml': 'password_config:\n  pepper: two\n  enabled: false\n',
    },
  },
  {
    name: 'files: what is needed comes last',
    files: { 'a.yaml': 'enable_3pid_changes: true\nserver_name: ~\ndatabase: ~\n', 'b.yaml': base },
  },
  {
    name: 'files: different line ends and marks',
    files: {
      'homeserver.yaml': `\ufeff${base}`,
      'b.yaml': 'session_lifetime: 1w\r\npassword_config:\r\n  enabled: true\r\n',
      'c.yaml': '%YAML 1.1\n---\nenable_3pid_changes: true\n...\n',
    },
  },
];
