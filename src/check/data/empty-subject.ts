import type { DataRule } from './data-rule.ts';

export const emptySubject: DataRule = {
  id: 'users/empty-subject',
  severity: 'warning',
  template: 'empty-subject',
  matters: ({ providers }) => providers.length > 0,
  title: 'Links to a provider by an empty subject',
  why: 'MAS refuses a login by which a provider gives no subject, so it never finds such a link. It is carried over and does nothing.',
  remedy:
    'Find out by which subject the provider knows these users, and correct external_id in Synapse or remove the row.',
  learntFrom: ['MAS: crates/handlers/src/upstream_oauth2/callback.rs'],
};
