import type { Rule } from '../../rule.ts';
import { learntFrom } from './common.ts';

export const unknownProvider: Rule = {
  id: 'links/unknown-provider',
  severity: 'error',
  title: 'A provider of --links that MAS does not have',
  why: 'A link leads to a provider of MAS, by its synapse_idp_id.',
  remedy: 'Write the synapse_idp_id of a provider of MAS: oidc-, and the idp_id of homeserver.yaml.',
  learntFrom,
};
