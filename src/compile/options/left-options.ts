/** An option that Synapse starts with beside MAS, but that does less then, or nothing. */
export interface LeftOption {
  readonly path: readonly [string, ...string[]];
  /** The option of MAS that decides from then on. */
  readonly to?: string;
  /** Whether the plan ever takes the value over; without it `to` is the operator's. */
  readonly isTakenOver?: boolean;
  readonly reason: string;
}

/**
 * What Synapse 1.163 still takes beside MAS, and what becomes of it. An option of which something is lost stands in
 * lost-option-list.ts too, or only there.
 */
export const leftOptions: readonly LeftOption[] = [
  {
    path: ['password_config', 'pepper'],
    to: 'passwords.schemes',
    isTakenOver: true,
    reason: 'Synapse no longer checks passwords. MAS needs the pepper for the hashes that it takes over.',
  },
  {
    path: ['password_config', 'policy'],
    to: 'passwords.minimum_complexity',
    isTakenOver: true,
    reason: 'Passwords are changed in MAS, which measures how hard one is to guess.',
  },
  {
    path: ['password_config', 'localdb_enabled'],
    reason: 'Synapse no longer checks passwords, so nobody asks it.',
  },
  {
    path: ['bcrypt_rounds'],
    to: 'passwords.schemes',
    reason: 'Synapse no longer hashes passwords. Each hash that MAS takes over says its own cost.',
  },
  {
    path: ['registrations_require_3pid'],
    to: 'account.password_registration_email_required',
    isTakenOver: true,
    reason: 'Synapse takes no registrations any more.',
  },
  {
    path: ['registration_requires_token'],
    to: 'account.password_registration_token_required',
    isTakenOver: true,
    reason: 'Synapse takes no registrations any more.',
  },
  { path: ['registration_shared_secret'], reason: 'Synapse starts with it.' },
  { path: ['registration_shared_secret_path'], reason: 'Synapse starts with it.' },
  {
    path: ['refreshable_access_token_lifetime'],
    reason: 'Synapse ignores it: MAS gives the tokens, and decides how long they last.',
  },
  {
    path: ['allow_guest_access'],
    reason: 'Synapse starts with it, but MAS has no guests: where it is true, guests lose access.',
  },
  {
    path: ['enable_set_displayname'],
    to: 'account.displayname_change_allowed',
    isTakenOver: true,
    reason: 'Synapse goes on to obey it in its own API; in MAS users change their display names too.',
  },
  {
    path: ['email'],
    to: 'email',
    isTakenOver: true,
    reason: 'Synapse goes on to send notifications about messages; mails about accounts come from MAS.',
  },
  ...emailOption('smtp_host', 'hostname'),
  ...emailOption('smtp_port', 'port'),
  ...emailOption('smtp_user', 'username'),
  ...emailOption('smtp_pass', 'password'),
  ...emailOption('force_tls', 'mode'),
  ...emailOption('enable_tls', 'mode'),
  ...emailOption('require_transport_security', 'mode'),
  ...emailOption('notif_from', 'from'),
  ...emailOption('app_name', 'from'),
  {
    path: ['account_threepid_delegates'],
    to: 'email',
    reason: 'MAS checks e-mail addresses itself, by mails of its own.',
  },
  {
    path: ['rc_login'],
    to: 'rate_limiting.login',
    isTakenOver: true,
    reason: 'Synapse takes no logins any more.',
  },
  {
    path: ['rc_registration'],
    to: 'rate_limiting.registration',
    isTakenOver: true,
    reason: 'Synapse takes no registrations any more.',
  },
  {
    path: ['recaptcha_public_key'],
    to: 'captcha.site_key',
    isTakenOver: true,
    reason: 'Synapse takes no registrations any more, so it asks for no captcha.',
  },
  {
    path: ['recaptcha_private_key'],
    to: 'captcha.secret_key',
    isTakenOver: true,
    reason: 'Synapse takes no registrations any more, so it asks for no captcha.',
  },
  {
    path: ['ui_auth'],
    reason: 'It was about passwords that users confirm in Synapse; what is sensitive is confirmed in MAS.',
  },
  { path: ['sso'], reason: 'It was about logins by a provider in Synapse; these are the affair of MAS.' },
  {
    path: ['account_validity'],
    reason:
      'Synapse starts with it, but does not ask whether an account has expired when MAS authenticates. MAS has no equivalent.',
  },
  {
    path: ['delete_stale_devices_after'],
    reason: 'It goes on to work in Synapse.',
  },
  { path: ['auto_join_rooms'], reason: 'It goes on to work: Synapse does it when MAS makes a user.' },
  {
    path: ['modules'],
    reason: 'Synapse loads them. What they do at logins, registrations and checks of passwords is no longer asked for.',
  },
  ...workerMaps('instance_map', 'stream_writers'),
];

/** What of `email` MAS needs to send mail by the same server. */
function emailOption(name: string, ofMas: string): readonly LeftOption[] {
  const reason = 'Synapse goes on to send notifications with it; MAS sends mails of its own.';
  return [{ path: ['email', name], to: `email.${ofMas}`, isTakenOver: true, reason }];
}

function workerMaps(...names: readonly string[]): readonly LeftOption[] {
  const reason = 'Workers go on as they are. Only the routes of logins no longer lead to them.';
  return names.map((name) => ({ path: [name], reason }));
}
