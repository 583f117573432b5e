import { generateKeyPairSync } from 'node:crypto';
import { plant, plantHex, plantWord } from './secret-forms.ts';

/** Secrets by a name that tells which it is. */
export type Planted = Map<string, string>;

/** Plants one, as a YAML scalar in quotation marks. */
function planter(planted: Planted): (label: string, make?: (label: string) => string) => string {
  return (label, make = plant) => {
    const secret = make(label);
    planted.set(label, secret);
    return JSON.stringify(secret);
  };
}

/** The secrets that the example holds, each the same wherever it stands, become recognisable ones. */
export function replaceExampleSecrets(text: string, planted: Planted): string {
  const put = planter(planted);
  return (
    text
      // A header has to carry it.
      .replaceAll(/"(shared_example_only)"/g, (_, was: string) => put(`example ${was}`, plantWord))
      .replaceAll(/"([^"\n]*_example_only)"/g, (_, was: string) => put(`example ${was}`))
      .replaceAll(/"(0000111122223333[0-9a-f]*)"/g, () => put('secrets.encryption', plantHex))
  );
}

/** More options of homeserver.yaml that hold secrets, with which a plan can be applied; and comments that name some. */
export function moreSynapseOptions(planted: Planted): string {
  const put = planter(planted);
  return `
# worker_replication_secret: ${put('comment: worker_replication_secret')}
recaptcha_public_key: "public"
recaptcha_private_key: ${put('recaptcha_private_key')}   # before: recaptcha_private_key=${put('comment: recaptcha_private_key', plantWord)}
worker_replication_secret: ${put('worker_replication_secret')}
turn_username: "turn"
turn_password: ${put('turn_password')}
redis:
  enabled: true
  host: localhost
  password: ${put('redis.password')}
old_signing_keys: {}
sentry:
  dsn: "https://${put('sentry.dsn', plantWord).slice(1, -1)}@sentry.example.org/1"
opentracing:
  enabled: false
  jaeger_config: { local_agent: { auth_token: ${put('jaeger auth_token')} } }
# turn_shared_secret: |
#   ${put('comment: a block', plantWord).slice(1, -1)}
# postgres://synapse:${put('comment: a URI', plantWord).slice(1, -1)}@db.example.org/synapse
`;
}

/** More options of MAS's that hold secrets. */
export function moreMasOptions(planted: Planted): string {
  const put = planter(planted);
  const { privateKey } = generateKeyPairSync('ed25519');
  const { d = '' } = privateKey.export({ format: 'jwk' });
  planted.set('clients jwks d', d);
  return `
# before: encryption: ${put('comment: encryption', plantHex)}
clients:
  - client_id: 01JZ8Q2M6V0S6TVTDY4GZ3K8AC
    client_auth_method: client_secret_post
    client_secret: ${put('clients.client_secret')}
  - client_id: 01JZ8Q2M6V0S6TVTDY4GZ3K8AD
    client_auth_method: private_key_jwt
    jwks: { keys: [{ kty: OKP, crv: Ed25519, kid: a, x: "AA", d: "${d}" }] }
captcha:
  service: recaptcha_v2
  site_key: public
  secret_key: ${put('captcha.secret_key')}
telemetry:
  sentry:
    dsn: "https://${put('telemetry.sentry.dsn', plantWord).slice(1, -1)}@sentry.example.org/2"
policy:
  data: { admin_api_token: ${put('policy.data token')} }
`;
}

/** Options with which no plan can be applied, or that no version has any more: each must be told, none of them shown. */
export function refusedSynapseOptions(planted: Planted): string {
  const put = planter(planted);
  return `
jwt_config: { enabled: true, secret: ${put('jwt_config.secret')}, algorithm: HS256 }
cas_config: { enabled: true, server_url: "https://user:${put('cas_config.server_url', plantWord).slice(1, -1)}@cas.example.org" }
saml2_config:
  enabled: true
  sp_config: { key_file: /etc/saml.key, encryption_keypairs: [{ key_passphrase: ${put('saml2 key_passphrase')} }] }
password_providers:
  - module: ldap_auth_provider.LdapAuthProvider
    config: { uri: "ldaps://ldap", bind_dn: "cn=x", bind_password: ${put('password_providers bind_password')} }
modules:
  - module: rest_auth_provider.RestAuthProvider
    config: { endpoint: "https://auth.example.org", api_key: ${put('modules api_key')}, credentials: { user: ${put('modules credentials')} } }
experimental_features:
  msc3861: { enabled: true, issuer: "https://account.example.org/", client_id: a, client_secret: ${put('msc3861.client_secret')}, admin_token: ${put('msc3861.admin_token')} }
matrix_authentication_service: { enabled: true, endpoint: "http://127.0.0.1:8080/", secret: ${put('matrix_authentication_service.secret')} }
registration_shared_secret: ${put('registration_shared_secret')}
macaroon_secret_key: ${put('macaroon_secret_key')}
form_secret: ${put('form_secret')}
signing_key: "ed25519 a_x ${put('signing_key', plantWord).slice(1, -1)}"
email: { smtp_host: localhost, smtp_user: x, smtp_pass: ${put('email.smtp_pass')}, notif_from: "a@b" }
oidc_providers:
  - idp_id: apple
    idp_name: Apple
    issuer: "https://appleid.apple.com"
    client_id: a
    client_secret_jwt_key: { key: ${put('client_secret_jwt_key.key')}, jwt_header: { alg: ES256, kid: k }, jwt_payload: { iss: i } }
    user_mapping_provider: { config: { subject_claim: sub } }
  - idp_id: userinfo
    idp_name: Userinfo
    discover: false
    issuer: "https://sso.example.org/"
    client_id: a
    client_secret: ${put('oidc client_secret')}
    authorization_endpoint: "https://sso.example.org/a"
    token_endpoint: "https://sso:${put('token_endpoint with a password', plantWord).slice(1, -1)}@sso.example.org/t"
    userinfo_endpoint: "https://sso.example.org/u?access_token=${put('userinfo_endpoint with a token', plantWord).slice(1, -1)}"
    scopes: [openid]
    user_mapping_provider: { config: { subject_claim: sub } }
`;
}

/** The same of MAS's. */
export function refusedMasOptions(planted: Planted): string {
  const put = planter(planted);
  return `
http:
  public_base: https://account.example.org/
  listeners:
    - name: web
      resources: [{ name: human }, { name: oauth }]
      binds: [{ address: "127.0.0.1:8080" }]
      tls: { certificate: "x", key: ${put('listeners tls.key')}, password: ${put('listeners tls.password')} }
secrets:
  encryption: ${put('refused secrets.encryption', plantHex)}
  keys: [{ kid: a, key: ${put('secrets.keys.key')}, password: ${put('secrets.keys.password')} }]
matrix: { kind: synapse, homeserver: other.example.org, endpoint: "http://127.0.0.1:8008/", secret: ${put('refused matrix.secret')} }
passwords:
  enabled: true
  schemes: [{ version: 1, algorithm: bcrypt, secret: ${put('refused passwords.schemes.secret')} }]
email: { transport: smtp, mode: plain, hostname: mail, username: mas, password: ${put('refused email.password')}, from: "a@b" }
upstream_oauth2:
  providers:
    - id: 01JZ8Q2M6V0S6TVTDY4GZ3K8AB
      issuer: https://appleid.apple.com
      client_id: a
      token_endpoint_auth_method: sign_in_with_apple
      sign_in_with_apple: { private_key: ${put('sign_in_with_apple.private_key')}, team_id: a, key_id: b }
    - id: 01JZ8Q2M6V0S6TVTDY4GZ3K8AE
      issuer: https://sso.example.org
      client_id: a
      client_secret: ${put('upstream client_secret')}
      token_endpoint_auth_method: client_secret_post
      token_endpoint_override: "https://a:${put('upstream token_endpoint', plantWord).slice(1, -1)}@sso.example.org"
`;
}
