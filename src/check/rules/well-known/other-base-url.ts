import type { Rule } from '../../rule.ts';

export const wellKnownOtherBaseUrl: Rule = {
  id: 'discovery/other-base-url',
  severity: 'warning',
  title: '.well-known/matrix/client names another homeserver than homeserver.yaml',
  why: 'Clients go where the file sends them; redirects and e-mails use public_baseurl.',
  remedy:
    'Make m.homeserver.base_url and public_baseurl the same, unless you mean them to differ. The plan leaves both.',
  learntFrom: ['Synapse: synapse/rest/well_known.py'],
};
