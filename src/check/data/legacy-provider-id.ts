import type { DataRule } from './data-rule.ts';

export const legacyProviderId: DataRule = {
  id: 'users/legacy-provider-id',
  severity: 'warning',
  template: 'legacy-provider-id',
  title: 'Links under the old name of a provider',
  why: 'Synapse called its only provider oidc before it knew several, and did not rename the rows when the provider got an idp_id. These users look like those of a provider that is gone, and would get new accounts.',
  remedy:
    'If it is the same identity provider with the same subjects, decide map-links of oidc to its synapse_idp_id of today in the file of --accept, which takes oidc as another name of it; if it is not, drop-links.',
  learntFrom: ['matrix-org/synapse#9584', 'matrix-org/synapse#9514'],
};
