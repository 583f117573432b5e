import type { DataRule } from './data-rule.ts';

export const oauthDelegated: DataRule = {
  id: 'providers/oauth-delegated',
  severity: 'error',
  template: 'oauth-delegated',
  title: 'Users of the provider oauth-delegated',
  why: 'Synapse writes it once it leaves authentication to MAS. This homeserver was, or still is, delegated: the accounts may be in MAS already.',
  remedy:
    'If this is what is left of a trial, remove these rows from user_external_ids. Otherwise there is nothing to migrate.',
  learntFrom: ['Synapse: synapse/api/auth/msc3861_delegated.py'],
};
