import type { DataRule } from './data-rule.ts';

export const thirdPartyIdUnsupported: DataRule = {
  id: 'users/third-party-id-unsupported',
  severity: 'info',
  template: 'third-party-id-unsupported',
  title: 'Phone numbers and others that MAS does not use',
  why: 'MAS knows e-mail addresses only. Nobody logs in or sets a new password with a phone number any more: who has nothing else loses the only way to recover the account.',
  remedy: 'Ask the users without an e-mail address to add one before the migration.',
  learntFrom: [
    'MAS: crates/syn2mas/src/synapse_reader/checks.rs',
    'element-hq/matrix-authentication-service#3479',
    'element-hq/ess-helm#1417',
  ],
};
