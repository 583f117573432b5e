import type { Rule } from '../../rule.ts';
import { common } from './common.ts';

export const decisionImpossible: Rule = {
  ...common,
  id: 'decision/impossible',
  title: 'A decision that cannot be followed',
  why: 'Links can be mapped to a provider that MAS has only; links of a provider that MAS has go there already; and oauth-delegated is a name that Synapse itself writes.',
  remedy:
    'Correct provider or to: synapse_idp_id of the providers of MAS, auth_provider of the rows in user_external_ids.',
};
