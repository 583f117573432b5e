/** An option of homeserver.yaml, or several with one effect, that nothing in MAS replaces. */
export interface LostOption {
  readonly paths: readonly (readonly [string, ...string[]])[];
  /** What changes for whom. */
  readonly changes: string;
  readonly remedy?: string;
  /** Users lose something, or accounts a protection. */
  readonly isHarm?: boolean;
  /** Whether a value has an effect; by default, whether Python takes it as true. */
  readonly when?: (value: unknown) => boolean;
  readonly onlyWhereRegistrationIsOpen?: boolean;
}

/**
 * Every option of Synapse 1.163 about accounts, logins and their mails that stops working with MAS and has no setting
 * there. What another rule tells (refusals, settings that are taken over) is not here; auto_join_rooms and the rest of
 * what Synapse does when MAS makes a user (POST /_synapse/mas/provision_user) goes on.
 */
export const lostOptions: readonly LostOption[] = [
  {
    paths: [['account_validity', 'enabled']],
    changes: 'accounts no longer expire, since Synapse does not look at it when MAS authenticates.',
    remedy: 'Lock accounts in MAS (mas-cli manage lock-user, or its admin API) when they are due.',
    isHarm: true,
  },
  {
    paths: [['registration_shared_secret'], ['registration_shared_secret_path']],
    changes: 'scripts can no longer register users with it (register_new_matrix_user, /_synapse/admin/v1/register).',
    remedy: 'Use mas-cli manage register-user, or the admin API of MAS, in scripts that make accounts.',
  },
  {
    paths: [['experimental_features', 'msc3866', 'require_approval_for_new_accounts']],
    changes: 'nobody approves accounts in MAS. Accounts that still wait for approval can log in.',
    remedy: 'Lock the accounts that are not approved in MAS after the migration, and keep registration closed there.',
    isHarm: true,
  },
  {
    paths: [['allowed_local_3pids']],
    changes: 'users may add any e-mail address in MAS.',
    remedy: 'Write the same patterns into policy.data.emails.allowed_addresses of the configuration of MAS.',
    isHarm: true,
  },
  {
    paths: [['registrations_require_3pid']],
    when: (value) => (Array.isArray(value) || typeof value === 'string') && value.includes('msisdn'),
    changes: 'MAS cannot ask for a phone number at registration.',
    isHarm: true,
    onlyWhereRegistrationIsOpen: true,
  },
  {
    paths: [['account_threepid_delegates', 'msisdn']],
    changes: 'users cannot add a phone number to their account any more, nor log in with one.',
    isHarm: true,
  },
  {
    paths: [['enable_registration_token_3pid_bypass']],
    changes:
      'in MAS a registration token does not stand for an e-mail address; both are asked for if both are required.',
    onlyWhereRegistrationIsOpen: true,
  },
  {
    paths: [['inhibit_user_in_use_error']],
    changes: 'MAS tells who registers whether a user name is taken.',
    onlyWhereRegistrationIsOpen: true,
  },
  {
    paths: [
      ['email', 'password_reset_template_html'],
      ['email', 'password_reset_template_text'],
      ['email', 'password_reset_template_success_html'],
      ['email', 'password_reset_template_failure_html'],
      ['email', 'registration_template_html'],
      ['email', 'registration_template_text'],
      ['email', 'registration_template_success_html'],
      ['email', 'registration_template_failure_html'],
      ['email', 'add_threepid_template_html'],
      ['email', 'add_threepid_template_text'],
      ['email', 'add_threepid_template_success_html'],
      ['email', 'add_threepid_template_failure_html'],
      ['email', 'already_in_use_template_html'],
      ['email', 'subjects', 'password_reset'],
      ['email', 'subjects', 'email_validation'],
      ['email', 'subjects', 'email_already_in_use'],
      ['email', 'validation_token_lifetime'],
    ],
    changes: 'MAS writes the mails about passwords, registration and addresses, with texts of its own.',
    remedy:
      'Put your texts into the templates of MAS (templates.path). Notifications about messages still come from Synapse.',
  },
  {
    paths: [
      ['sso', 'client_whitelist'],
      ['sso', 'template_dir'],
    ],
    changes: 'MAS shows its own pages around logins by a provider, and asks users for consent to each new client.',
  },
  {
    paths: [['sso', 'update_profile_information']],
    changes: 'display names and pictures are no longer taken from the provider at each login.',
  },
  {
    paths: [['ui_auth', 'session_timeout']],
    changes: 'Synapse no longer lets users confirm with their password; what is sensitive is confirmed in MAS.',
  },
  {
    paths: [['bcrypt_rounds']],
    changes: 'it has no effect on new passwords, which MAS hashes with its own scheme of the highest version.',
  },
  {
    paths: [['rc_3pid_validation']],
    changes:
      'MAS limits the mails that it sends by rate_limiting.account_recovery and rate_limiting.email_authentication.',
    remedy: 'Set those two in the configuration of MAS if its defaults do not suit.',
  },
  {
    paths: [['rc_registration_token_validity']],
    changes: 'MAS has no limit of its own for trying registration tokens.',
    onlyWhereRegistrationIsOpen: true,
  },
];
