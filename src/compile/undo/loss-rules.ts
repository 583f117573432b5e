import type { LossRule } from './loss-rule.ts';

/**
 * What people do with a running MAS, in the order in which it is told. Learnt from what MAS writes (crates/storage-pg) and tells
 * Synapse (crates/tasks/src/matrix.rs; synapse/rest/synapse/mas). Rows of MAS's tables that none of these speaks of are the rule
 * `begun`.
 */
export const lossRules: readonly LossRule[] = [
  {
    loss: 'users-registered',
    database: 'mas',
    title: 'Users who registered',
    consequence:
      'They stay in Synapse, without a password: an administrator sets one there, or they cannot log in. A later migration carries them over.',
    needs: { users: ['created_at'] },
  },
  {
    loss: 'users-deactivated',
    database: 'mas',
    title: 'Users who were deactivated',
    consequence: 'Those whom MAS had not yet had Synapse deactivate are active again: deactivate them in Synapse.',
    needs: { users: ['created_at', 'deactivated_at'] },
  },
  {
    loss: 'users-locked',
    database: 'mas',
    title: 'Users who were locked',
    consequence: 'Those whom Synapse does not know as locked can log in again: lock them in Synapse.',
    needs: { users: ['created_at', 'locked_at'] },
  },
  {
    loss: 'users-changed',
    database: 'mas',
    title: 'Users who were unlocked, reactivated or changed otherwise',
    consequence: 'They are what Synapse says they are.',
    needs: { users: ['created_at', 'locked_at'] },
  },
  {
    loss: 'passwords-changed',
    database: 'mas',
    title: 'Passwords that were set or changed',
    consequence:
      'The password from before works again, and no other. Who changed it because others knew it must do so again.',
    needs: { user_passwords: ['created_at', 'upgraded_from_id'], users: ['created_at'] },
  },
  {
    loss: 'logins',
    database: 'mas',
    title: 'Logins on the pages of MAS',
    consequence: 'Nothing tells of them any more.',
    needs: { user_session_authentications: ['created_at'] },
  },
  {
    loss: 'sessions-browser',
    database: 'mas',
    title: 'Sessions in browsers, on the pages of MAS',
    consequence: 'They end. Nobody needs them without MAS.',
    needs: { user_sessions: ['created_at'] },
  },
  {
    loss: 'sessions-compat',
    database: 'mas',
    title: 'Sessions of apps that logged in the old way',
    consequence: 'These apps must log in again; keys of theirs that are in no backup are lost.',
    needs: { compat_sessions: ['created_at'] },
  },
  {
    loss: 'sessions-oauth2',
    database: 'mas',
    title: 'Sessions of apps that logged in by OAuth 2.0',
    consequence: 'These apps must log in again; keys of theirs that are in no backup are lost.',
    needs: { oauth2_sessions: ['created_at'] },
  },
  {
    loss: 'sessions-personal',
    database: 'mas',
    title: 'Sessions of personal access tokens',
    consequence: 'What uses these tokens stops.',
    needs: { personal_sessions: ['created_at'] },
  },
  {
    loss: 'sessions-refreshed',
    database: 'mas',
    title: 'Sessions of Synapse that got new tokens from MAS',
    consequence:
      'These apps hold tokens that only MAS knows, and must log in again. The tokens that they had before work in Synapse again until they expire.',
    needs: { compat_access_tokens: ['created_at'], compat_sessions: ['created_at', 'finished_at'] },
  },
  {
    loss: 'sessions-finished',
    database: 'mas',
    title: 'Sessions of Synapse that were logged out',
    consequence:
      'Where MAS had not yet had Synapse remove the device, its old token works again: whoever logged out a lost or stolen device must look and do so again.',
    needs: { compat_sessions: ['created_at', 'finished_at'] },
  },
  {
    loss: 'sessions-removed',
    database: 'mas',
    title: 'Sessions of Synapse that are gone from MAS',
    consequence: 'As of those that were logged out: MAS removes them some time after that.',
    needs: { compat_sessions: ['created_at'] },
  },
  {
    loss: 'emails-added',
    database: 'mas',
    title: 'E-mail addresses that were added',
    consequence: 'Synapse keeps those of which MAS told it.',
    needs: { user_emails: ['created_at'], users: ['created_at'] },
  },
  {
    loss: 'emails-removed',
    database: 'mas',
    title: 'E-mail addresses that were removed',
    consequence: 'Those of which MAS had not told Synapse are there again, and can reset a password.',
    needs: { user_emails: ['created_at'] },
  },
  {
    loss: 'links-made',
    database: 'mas',
    title: 'Links to a provider that were made',
    consequence: 'Who has no other way to log in has none until the provider links them to their user again.',
    needs: { upstream_oauth_links: ['created_at', 'user_id'], users: ['created_at'] },
  },
  {
    loss: 'links-removed',
    database: 'mas',
    title: 'Links to a provider that were removed',
    consequence: 'They let people log in again.',
    needs: { upstream_oauth_links: ['created_at'] },
  },
  {
    loss: 'registration-tokens',
    database: 'mas',
    title: 'Registration tokens that were made, used or revoked',
    consequence: 'New ones are gone; others count their uses as before and are valid again.',
    needs: { user_registration_tokens: ['created_at'] },
  },
  {
    loss: 'terms',
    database: 'mas',
    title: 'Terms that were accepted',
    consequence: 'They are asked for as before.',
    needs: { user_terms: ['created_at'] },
  },
  {
    loss: 'devices-made',
    database: 'synapse',
    title: 'Devices in Synapse whose tokens only MAS has',
    consequence:
      'They stay in the lists of devices, and nobody can use them: their apps must log in again and become new ones.',
    needs: {
      devices: ['user_id', 'device_id', 'hidden', 'last_seen'],
      access_tokens: ['user_id', 'device_id'],
      users: ['appservice_id'],
    },
  },
];

/** What the tables hold that no rule speaks of, and that MAS writes with what the rules do speak of. */
export const alongTables: readonly string[] = [
  'compat_refresh_tokens',
  'oauth2_access_tokens',
  'oauth2_refresh_tokens',
  'personal_access_tokens',
  'user_unsupported_third_party_ids',
];
