/** Part of a JSON Schema. */
type Condition = Readonly<Record<string, unknown>>;

const properties = (of: Condition): Condition => ({ properties: of });
/** Null counts as absent, as MAS has it. */
const given = (...names: readonly string[]): Condition => ({
  required: names,
  ...properties(Object.fromEntries(names.map((name) => [name, { not: { type: 'null' } }]))),
});
const absent = (...names: readonly string[]): Condition =>
  properties(Object.fromEntries(names.map((name) => [name, { type: 'null' }])));
/** Where the option is there and is one of these. */
const isOneOf = (name: string, ...values: readonly unknown[]): Condition => ({
  required: [name],
  ...properties({ [name]: { enum: values } }),
});
const not = (condition: Condition): Condition => ({ not: condition });
const both = (...conditions: readonly Condition[]): Condition => ({ allOf: conditions });
/** Said by `else`: an object with `then` is taken for a promise. */
const when = (condition: Condition, ...then: readonly Condition[]): Condition => ({
  if: not(condition),
  else: both(...then),
});

const isSmtp = isOneOf('transport', 'smtp');
const isSendmail = isOneOf('transport', 'sendmail');

/** A mail server wants a user and a password, or neither. */
export const emailTogether: Condition = both(
  when(isSmtp, given('mode', 'hostname'), absent('command')),
  when(both(isSmtp, given('username'), not(given('password_file'))), given('password')),
  when(both(isSmtp, { anyOf: [given('password'), given('password_file')] }), given('username')),
  when(both(isSmtp, given('password')), absent('password_file')),
  when(isSendmail, given('command'), absent('mode', 'hostname', 'port', 'username', 'password')),
);

const method = (...names: readonly string[]): Condition => isOneOf('token_endpoint_auth_method', ...names);
const bySecret = method('client_secret_basic', 'client_secret_post', 'client_secret_jwt');
const bySignature = method('client_secret_jwt', 'private_key_jwt');
const byApple = method('sign_in_with_apple');
/** What decides about a name: MAS may take over another's account only where nobody may change it. */
const localpartTogether: Condition = when(
  isOneOf('on_conflict', 'add', 'replace', 'set'),
  isOneOf('action', 'force', 'require'),
);

/** Who is not asked cannot be suggested anything. */
const claimsTogether: Condition = both(
  properties({ localpart: localpartTogether }),
  when(
    isOneOf('skip_confirmation', true),
    { required: ['localpart'] },
    properties({
      localpart: isOneOf('action', 'require'),
      displayname: properties({ action: { enum: ['ignore', 'force', 'require'] } }),
      email: properties({ action: { enum: ['ignore', 'force', 'require'] } }),
    }),
  ),
);

/** How MAS proves who it is takes certain options, and whether it asks new users takes others. */
export const providerTogether: Condition = both(
  when(not(isOneOf('discovery_mode', 'disabled')), given('issuer')),
  when(both(bySecret, not(given('client_secret_file'))), given('client_secret')),
  when(both(bySecret, given('client_secret')), absent('client_secret_file')),
  when(method('none', 'private_key_jwt', 'sign_in_with_apple'), absent('client_secret', 'client_secret_file')),
  when(bySignature, given('token_endpoint_auth_signing_alg')),
  when(not(bySignature), absent('token_endpoint_auth_signing_alg')),
  when(byApple, given('sign_in_with_apple')),
  when(not(byApple), absent('sign_in_with_apple')),
  properties({ claims_imports: claimsTogether }),
);

/** The keys of a captcha; without those of some services MAS says so only when it starts. */
export const captchaTogether: Condition = when(
  isOneOf('service', 'recaptcha_v2', 'cloudflare_turnstile', 'hcaptcha'),
  given('site_key', 'secret_key'),
);

/** Logging in by password needs a way to hash. */
export const passwordsTogether: Condition = when(
  not(isOneOf('enabled', false)),
  properties({ schemes: { minItems: 1 } }),
);
