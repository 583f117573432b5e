import type { Rule } from '../rule.ts';

export const consentListener: Rule = {
  id: 'synapse/consent-listener',
  severity: 'error',
  title: 'A listener of Synapse serves the consent page, which goes away',
  why: 'Without user_consent Synapse accepts the configuration but stops while it opens this listener.',
  remedy: 'Take consent out of the names of the resources in listeners, in the files of workers too.',
  learntFrom: ['Synapse: synapse/app/homeserver.py', 'Synapse: synapse/rest/consent/consent_resource.py'],
};
