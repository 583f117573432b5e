import type { DataRule } from './data-rule.ts';

export const legacyProviderId: DataRule = {
  id: 'users/legacy-provider-id',
  severity: 'warning',
  template: 'legacy-provider-id',
  title: 'Links under the old name of a provider',
  why: 'Synapse called its only provider oidc before it knew several, and did not rename the rows when the provider got an idp_id. These users look like those of a provider that is gone, and would get new accounts.',
  remedy:
    'If it is the same identity provider with the same subjects, change auth_provider of these rows to the name of today, oidc- and the idp_id, then plan again.',
  learntFrom: ['matrix-org/synapse#9584', 'matrix-org/synapse#9514'],
};
