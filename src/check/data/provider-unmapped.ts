import type { DataRule } from './data-rule.ts';

export const providerUnmapped: DataRule = {
  id: 'providers/unmapped',
  severity: 'error',
  template: 'provider-unmapped',
  title: 'Users of a provider that MAS does not have',
  why: 'These users log in with this provider today. MAS has no provider with its synapse_idp_id, so they could not any more.',
  remedy:
    'Give the provider in upstream_oauth2.providers of MAS the option synapse_idp_id with this name, then plan again. If it is retired, decide about its links in the file of --accept: drop-links leaves them out, map-links gives them to another provider of MAS that has the same people by the same subjects.',
  learntFrom: ['MAS: docs/setup/migration.md', 'element-hq/matrix-authentication-service#4597'],
};
