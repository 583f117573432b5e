import type { Rule } from '../../rule.ts';

export const providerLocalpart: Rule = {
  id: 'mas/provider-localpart',
  severity: 'info',
  title: 'Names of new accounts are taken from a provider as they are',
  why: 'Where such a name is taken, Synapse adds a number to it; characters that no account may have it writes as =20 and the like. MAS refuses such a login. Users who have an account and are linked to it do not notice.',
  remedy:
    'Let localpart.template of the provider in MAS give only names that MAS takes (a-z, 0-9 and .=_/+-); action suggest lets users choose another.',
  learntFrom: [
    'Synapse: map_username_to_mxid_localpart in synapse/types',
    'MAS: crates/handlers upstream_oauth2 link, policies/register',
  ],
};
