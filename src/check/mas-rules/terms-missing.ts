import type { Rule } from '../rule.ts';

export const termsMissing: Rule = {
  id: 'mas/terms-missing',
  severity: 'warning',
  title: 'New users accepted terms in Synapse, MAS shows none',
  why: 'MAS asks at registration only when it has the address of the terms. The page at /_matrix/consent goes with user_consent, so its address cannot be used.',
  remedy:
    'Publish the text (the template in user_consent.template_dir) at an address outside Synapse and set branding.tos_uri in the configuration of MAS to it.',
  learntFrom: [
    'Synapse: synapse/rest/consent/consent_resource.py',
    'MAS: crates/config branding section',
    'element-hq/matrix-authentication-service#4584',
  ],
};
