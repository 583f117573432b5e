import type { Rule } from '../rule.ts';

export const consentListener: Rule = {
  id: 'synapse/consent-listener',
  severity: 'info',
  title: 'A listener of Synapse serves the consent page, which goes away',
  why: 'Without user_consent Synapse accepts the configuration but stops while it opens this listener.',
  remedy:
    'The plan patches homeserver.yaml. Where workers have listeners of their own, take consent out of these files.',
  learntFrom: ['Synapse: synapse/app/homeserver.py', 'Synapse: synapse/rest/consent/consent_resource.py'],
};
