import { captchaTogether, emailTogether, passwordsTogether, providerTogether } from './mas-options-together.ts';

const text = { type: ['string', 'null'] } as const;
/** One without a scheme is relative, and MAS refuses it; null counts as absent. */
const url = { type: ['string', 'null'], pattern: '^[A-Za-z][A-Za-z0-9+.-]*:' } as const;
const flag = { type: 'boolean' } as const;
const rate = {
  type: 'object',
  required: ['burst', 'per_second'],
  properties: {
    burst: { type: 'integer', minimum: 1, maximum: 2 ** 32 - 1 },
    per_second: { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1e9 },
  },
} as const;
const template = { type: 'object', properties: { template: text } } as const;
const claim = {
  type: 'object',
  properties: { template: text, action: { enum: ['ignore', 'suggest', 'force', 'require'] } },
} as const;
const signature = { type: ['string', 'null'] } as const;

const provider = {
  type: 'object',
  required: ['id', 'client_id', 'token_endpoint_auth_method'],
  properties: {
    enabled: flag,
    id: { type: 'string', pattern: '^[0-7][0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{25}$' },
    ...Object.fromEntries(
      ['synapse_idp_id', 'issuer', 'human_name', 'brand_name', 'client_secret', 'client_secret_file'].map((name) => [
        name,
        text,
      ]),
    ),
    ...Object.fromEntries(
      ['authorization_endpoint', 'token_endpoint', 'userinfo_endpoint', 'jwks_uri'].map((name) => [name, url]),
    ),
    client_id: { type: 'string' },
    scope: { type: 'string' },
    token_endpoint_auth_method: {
      enum: [
        'none',
        'client_secret_basic',
        'client_secret_post',
        'client_secret_jwt',
        'private_key_jwt',
        'sign_in_with_apple',
      ],
    },
    id_token_signed_response_alg: { type: 'string' },
    token_endpoint_auth_signing_alg: signature,
    userinfo_signed_response_alg: signature,
    discovery_mode: { enum: ['oidc', 'insecure', 'disabled'] },
    pkce_method: { enum: ['auto', 'always', 'never'] },
    response_mode: { enum: ['query', 'form_post', null] },
    fetch_userinfo: flag,
    forward_login_hint: flag,
    on_backchannel_logout: { enum: ['do_nothing', 'logout_browser_only', 'logout_all'] },
    additional_authorization_parameters: { type: 'object', additionalProperties: { type: 'string' } },
    sign_in_with_apple: { type: ['object', 'null'] },
    claims_imports: {
      type: 'object',
      properties: {
        subject: template,
        localpart: {
          type: 'object',
          properties: { ...claim.properties, on_conflict: { enum: ['fail', 'add', 'replace', 'set'] } },
        },
        displayname: claim,
        email: claim,
        account_name: template,
        skip_confirmation: flag,
      },
    },
  },
  ...providerTogether,
} as const;

/** A section of MAS's configuration of which only some options are described. */
type Section = Readonly<Record<string, unknown>>;

const section = (properties: Section): Section => ({ type: 'object', properties });

/**
 * What MAS 1.22 takes for the options that the compiler reads or writes (crates/config), by top-level key: enough to say
 * that a patched configuration is one with which MAS starts. Options that are not named here are MAS's business.
 */
export const masOptionsSchema: Section = section({
  matrix: section({
    kind: { enum: ['synapse', 'synapse_read_only', 'synapse_modern', 'synapse_legacy'] },
    homeserver: { type: 'string' },
    secret: text,
    secret_file: text,
    endpoint: { ...url, type: 'string' },
  }),
  passwords: {
    ...passwordsTogether,
    ...section({
      enabled: flag,
      minimum_complexity: { type: 'integer', minimum: 0, maximum: 255 },
      schemes: {
        type: 'array',
        items: {
          type: 'object',
          required: ['version', 'algorithm'],
          properties: {
            version: { type: 'integer', minimum: 0, maximum: 65535 },
            algorithm: { enum: ['bcrypt', 'argon2id', 'pbkdf2'] },
            cost: { type: ['integer', 'null'], minimum: 0 },
            unicode_normalization: flag,
            secret: text,
            secret_file: text,
          },
        },
      },
    }),
  },
  upstream_oauth2: section({ providers: { type: 'array', items: provider } }),
  account: { type: 'object', additionalProperties: flag },
  captcha: {
    ...captchaTogether,
    ...section({
      service: { enum: ['recaptcha_v2', 'cloudflare_turnstile', 'hcaptcha', null] },
      site_key: text,
      secret_key: text,
    }),
  },
  branding: section({ service_name: text, policy_uri: url, tos_uri: url, imprint: text }),
  rate_limiting: section({
    login: section({ per_ip: rate, per_account: rate }),
    registration: rate,
    account_recovery: section({ per_ip: rate, per_address: rate }),
  }),
  email: {
    ...emailTogether,
    ...section({
      transport: { enum: ['blackhole', 'smtp', 'sendmail'] },
      mode: { enum: ['plain', 'starttls', 'tls', null] },
      hostname: text,
      port: { type: ['integer', 'null'], minimum: 1, maximum: 65535 },
      username: text,
      password: text,
      password_file: text,
      from: { type: 'string' },
      reply_to: { type: 'string' },
      command: text,
    }),
    required: ['transport'],
  },
  http: section({
    public_base: { ...url, type: 'string' },
    issuer: url,
    listeners: {
      type: 'array',
      items: {
        ...section({
          resources: {
            type: 'array',
            minItems: 1,
            items: { ...section({ name: { type: 'string' } }), required: ['name'] },
          },
          binds: { type: 'array', minItems: 1 },
        }),
        required: ['resources', 'binds'],
      },
    },
  }),
});
