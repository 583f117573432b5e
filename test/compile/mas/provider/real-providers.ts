/** A provider in both configurations. */
export interface RealProvider {
  /** Its options in homeserver.yaml besides idp_id, idp_name, client_id and client_secret. */
  readonly synapse: string;
  /** Its options in MAS besides those. */
  readonly mas: Readonly<Record<string, unknown>>;
  /** `warning` and `error` findings. */
  readonly loud?: readonly string[];
}

const basic = 'client_secret_basic';
const post = 'client_secret_post';
const required = (template: string) => ({ action: 'require', template });
export const forced = (template: string) => ({ action: 'force', template });

/** What people write for identity providers, by the kind of provider. */
export const realProviders: Readonly<Record<string, RealProvider>> = {
  Keycloak: {
    synapse: `issuer: https://sso.example.org/realms/staff
    scopes: [openid, profile]
    backchannel_logout_enabled: true
    user_mapping_provider: {config: {localpart_template: "{{ user.preferred_username }}", display_name_template: "{{ user.name }}"}}`,
    mas: {
      issuer: 'https://sso.example.org/realms/staff',
      token_endpoint_auth_method: basic,
      scope: 'openid profile',
      on_backchannel_logout: 'logout_all',
      claims_imports: {
        localpart: required('{{ user.preferred_username | lower }}'),
        displayname: forced('{{ user.name }}'),
      },
    },
  },
  Google: {
    synapse: `issuer: https://accounts.google.com/
    idp_brand: google
    scopes: [openid, profile, email]
    user_mapping_provider: {config: {localpart_template: "{{ user.given_name|lower }}", email_template: "{{ user.email }}"}}`,
    mas: {
      brand_name: 'google',
      issuer: 'https://accounts.google.com/',
      token_endpoint_auth_method: basic,
      scope: 'openid profile email',
      claims_imports: { localpart: required('{{ user.given_name|lower }}'), email: forced('{{ user.email }}') },
    },
  },
  GitHub: {
    synapse: `idp_brand: github
    discover: false
    issuer: https://github.com/
    authorization_endpoint: https://github.com/login/oauth/authorize
    token_endpoint: https://github.com/login/oauth/access_token
    userinfo_endpoint: https://api.github.com/user
    scopes: ["read:user"]
    user_mapping_provider: {config: {subject_claim: id, localpart_template: "{{ user.login }}", display_name_template: "{{ user.name }}"}}`,
    mas: {
      brand_name: 'github',
      issuer: 'https://github.com/',
      token_endpoint_auth_method: basic,
      scope: 'read:user',
      discovery_mode: 'disabled',
      authorization_endpoint: 'https://github.com/login/oauth/authorize',
      token_endpoint: 'https://github.com/login/oauth/access_token',
      userinfo_endpoint: 'https://api.github.com/user',
      fetch_userinfo: true,
      claims_imports: {
        subject: { template: '{{ user.id }}' },
        localpart: required('{{ user.login | lower }}'),
        displayname: forced("{{ user.name or '' }}"),
      },
    },
  },
  GitLab: {
    synapse: `idp_brand: gitlab
    issuer: https://gitlab.com/
    client_auth_method: client_secret_post
    scopes: [openid, read_user]
    user_profile_method: userinfo_endpoint
    user_mapping_provider: {config: {localpart_template: '{{ user.nickname }}'}}`,
    mas: {
      brand_name: 'gitlab',
      issuer: 'https://gitlab.com/',
      token_endpoint_auth_method: post,
      scope: 'openid read_user',
      fetch_userinfo: true,
      claims_imports: { localpart: required('{{ user.nickname | lower }}') },
    },
  },
  Gitea: {
    synapse: `discover: false
    issuer: https://git.example.org/
    client_auth_method: client_secret_post
    scopes: []
    authorization_endpoint: https://git.example.org/login/oauth/authorize
    token_endpoint: https://git.example.org/login/oauth/access_token
    userinfo_endpoint: https://git.example.org/api/v1/user
    user_mapping_provider: {config: {subject_claim: id, localpart_template: "{{ user.login }}"}}`,
    mas: {
      issuer: 'https://git.example.org/',
      token_endpoint_auth_method: post,
      scope: 'profile',
      discovery_mode: 'disabled',
      authorization_endpoint: 'https://git.example.org/login/oauth/authorize',
      token_endpoint: 'https://git.example.org/login/oauth/access_token',
      userinfo_endpoint: 'https://git.example.org/api/v1/user',
      fetch_userinfo: true,
      claims_imports: { subject: { template: '{{ user.id }}' }, localpart: required('{{ user.login | lower }}') },
    },
    loud: ['mas/provider-option-lost'],
  },
  Dex: {
    synapse: `skip_verification: true
    issuer: http://127.0.0.1:5556/dex
    scopes: [openid, profile]
    user_mapping_provider: {config: {localpart_template: "{{ user.name }}", display_name_template: "{{ user.name|capitalize }}"}}`,
    mas: {
      issuer: 'http://127.0.0.1:5556/dex',
      token_endpoint_auth_method: basic,
      scope: 'openid profile',
      discovery_mode: 'insecure',
      claims_imports: {
        localpart: required('{{ user.name | lower }}'),
        displayname: forced('{{ user.name|capitalize }}'),
      },
    },
  },
  Authentik: {
    synapse: `issuer: https://auth.example.org/application/o/chat/
    discover: true
    scopes:
      - openid
      - profile
      - email
    allow_existing_users: true
    attribute_requirements: [{attribute: groups, value: chat}]
    user_mapping_provider: {config: {localpart_template: "{{ user.preferred_username }}", email_template: "{{ user.email }}"}}`,
    mas: {
      issuer: 'https://auth.example.org/application/o/chat/',
      token_endpoint_auth_method: basic,
      scope: 'openid profile email',
      claims_imports: {
        localpart: { ...required('{{ user.preferred_username | lower }}'), on_conflict: 'set' },
        email: forced('{{ user.email }}'),
      },
    },
    loud: ['mas/provider-option-lost'],
  },
  'Microsoft Entra': {
    synapse: `idp_brand: microsoft
    issuer: https://login.microsoftonline.com/00000000-1111/v2.0
    scopes: [openid, profile]
    authorization_endpoint: https://login.microsoftonline.com/00000000-1111/oauth2/v2.0/authorize
    token_endpoint: https://login.microsoftonline.com/00000000-1111/oauth2/v2.0/token
    userinfo_endpoint: https://graph.microsoft.com/oidc/userinfo
    enable_registration: false
    user_mapping_provider: {config: {localpart_template: "{{ user.preferred_username.split('@')[0] }}"}}`,
    mas: {
      brand_name: 'microsoft',
      issuer: 'https://login.microsoftonline.com/00000000-1111/v2.0',
      token_endpoint_auth_method: basic,
      scope: 'openid profile',
      authorization_endpoint: 'https://login.microsoftonline.com/00000000-1111/oauth2/v2.0/authorize',
      token_endpoint: 'https://login.microsoftonline.com/00000000-1111/oauth2/v2.0/token',
      userinfo_endpoint: 'https://graph.microsoft.com/oidc/userinfo',
      claims_imports: { localpart: required("{{ user.preferred_username.split('@')[0] | lower }}") },
    },
    loud: ['mas/provider-option-lost'],
  },
  Facebook: {
    synapse: `idp_brand: facebook
    discover: false
    issuer: https://www.facebook.com
    scopes: [openid, email]
    authorization_endpoint: https://facebook.com/dialog/oauth
    token_endpoint: https://graph.facebook.com/v9.0/oauth/access_token
    jwks_uri: https://www.facebook.com/.well-known/oauth/openid/jwks/
    user_mapping_provider: {config: {display_name_template: "{{ user.name }}"}}`,
    mas: {
      brand_name: 'facebook',
      issuer: 'https://www.facebook.com',
      token_endpoint_auth_method: basic,
      scope: 'openid email',
      discovery_mode: 'disabled',
      authorization_endpoint: 'https://facebook.com/dialog/oauth',
      token_endpoint: 'https://graph.facebook.com/v9.0/oauth/access_token',
      jwks_uri: 'https://www.facebook.com/.well-known/oauth/openid/jwks/',
      claims_imports: { displayname: forced('{{ user.name }}') },
    },
  },
  Mastodon: {
    synapse: `discover: false
    issuer: https://social.example.org/@admin
    authorization_endpoint: https://social.example.org/oauth/authorize
    token_endpoint: https://social.example.org/oauth/token
    userinfo_endpoint: https://social.example.org/api/v1/accounts/verify_credentials
    scopes: [read]
    user_mapping_provider: {config: {subject_template: "{{ user.id }}", localpart_template: "{{ user.username }}"}}`,
    mas: {
      issuer: 'https://social.example.org/@admin',
      token_endpoint_auth_method: basic,
      scope: 'read',
      discovery_mode: 'disabled',
      authorization_endpoint: 'https://social.example.org/oauth/authorize',
      token_endpoint: 'https://social.example.org/oauth/token',
      userinfo_endpoint: 'https://social.example.org/api/v1/accounts/verify_credentials',
      fetch_userinfo: true,
      claims_imports: { subject: { template: '{{ user.id }}' }, localpart: required('{{ user.username | lower }}') },
    },
  },
  Twitch: {
    synapse: `issuer: https://id.twitch.tv/oauth2/
    client_auth_method: client_secret_post
    user_mapping_provider: {config: {localpart_template: "{{ user.preferred_username }}"}}`,
    mas: {
      issuer: 'https://id.twitch.tv/oauth2/',
      token_endpoint_auth_method: post,
      scope: 'openid',
      claims_imports: { localpart: required('{{ user.preferred_username | lower }}') },
    },
  },
  'X, once Twitter': {
    synapse: `discover: false
    issuer: https://twitter.com/
    pkce_method: always
    scopes: [offline.access, users.read]
    authorization_endpoint: https://twitter.com/i/oauth2/authorize
    token_endpoint: https://api.twitter.com/2/oauth2/token
    userinfo_endpoint: https://api.twitter.com/2/users/me?user.fields=profile_image_url
    user_mapping_provider: {config: {subject_template: "{{ user.data.id }}", localpart_template: "{{ user.data.username }}", picture_template: "{{ user.data.profile_image_url }}"}}`,
    mas: {
      issuer: 'https://twitter.com/',
      token_endpoint_auth_method: basic,
      scope: 'offline.access users.read',
      discovery_mode: 'disabled',
      authorization_endpoint: 'https://twitter.com/i/oauth2/authorize',
      token_endpoint: 'https://api.twitter.com/2/oauth2/token',
      userinfo_endpoint: 'https://api.twitter.com/2/users/me?user.fields=profile_image_url',
      pkce_method: 'always',
      fetch_userinfo: true,
      claims_imports: {
        subject: { template: '{{ user.data.id }}' },
        localpart: required('{{ user.data.username | lower }}'),
      },
    },
  },
  LinkedIn: {
    synapse: `idp_brand: linkedin
    issuer: https://www.linkedin.com/oauth
    client_auth_method: client_secret_post
    scopes: [openid, profile, email]
    user_profile_method: userinfo_endpoint
    user_mapping_provider: {config: {localpart_template: "{{ user.email | localpart_from_email }}", confirm_localpart: true, email_template: "{{ user.email }}"}}`,
    mas: {
      brand_name: 'linkedin',
      issuer: 'https://www.linkedin.com/oauth',
      token_endpoint_auth_method: post,
      scope: 'openid profile email',
      fetch_userinfo: true,
      claims_imports: {
        localpart: { action: 'suggest', template: "{{ user.email | split('@') | first | lower }}" },
        email: { action: 'suggest', template: "{{ user.email or '' }}" },
      },
    },
  },
  Shibboleth: {
    synapse: `issuer: https://idp.example.edu
    scopes: [openid, profile, email]
    user_profile_method: userinfo_endpoint
    user_mapping_provider: {config: {subject_claim: sub, localpart_template: "{{ user.sub.split('@')[0] }}"}}`,
    mas: {
      issuer: 'https://idp.example.edu',
      token_endpoint_auth_method: basic,
      scope: 'openid profile email',
      fetch_userinfo: true,
      claims_imports: { localpart: required("{{ user.sub.split('@')[0] | lower }}") },
    },
  },
  'LemonLDAP with one brace too many': {
    synapse: `issuer: https://auth.example.org/
    scopes: [openid, profile, email]
    user_mapping_provider: {config: {localpart_template: "{{ user.preferred_username }}}"}}`,
    mas: {
      issuer: 'https://auth.example.org/',
      token_endpoint_auth_method: basic,
      scope: 'openid profile email',
      claims_imports: { localpart: required('{% filter lower %}{{ user.preferred_username }}}{% endfilter %}') },
    },
  },
};
