import type { Rule } from '../rule.ts';

export const providerNotLinked: Rule = {
  id: 'mas/provider-not-linked',
  severity: 'info',
  title: 'Users who come by a provider for the first time do not get their account',
  why: 'MAS knows whom a provider sends by the link that Synapse had. An account without one is not found by its name, unless claims_imports.localpart.on_conflict says so: people see an error page, or get a second account.',
  remedy:
    'Tell those users to log in as they do today, or set on_conflict: set for the provider in MAS: then whoever has the name at the provider has the account.',
  learntFrom: [
    'element-hq/matrix-authentication-service#4016',
    'element-hq/matrix-authentication-service#4506',
    'element-hq/matrix-authentication-service#5216',
  ],
};
