import type { Rule } from '../../rule.ts';
import { sources } from './common.ts';

export const providerSecretLost: Rule = {
  id: 'mas/provider-secret-lost',
  severity: 'error',
  isAcceptable: true,
  title: 'MAS cannot prove itself to a provider as Synapse does',
  why: 'Synapse signs its client secret with a key of its own (client_secret_jwt_key). MAS knows that only for Sign in with Apple: nobody could log in by this provider.',
  remedy:
    'Let the provider give you a client secret, or set private_key_jwt for it in upstream_oauth2.providers, with synapse_idp_id, and plan again.',
  learntFrom: sources,
};
