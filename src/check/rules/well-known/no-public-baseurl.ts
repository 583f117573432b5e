import type { Rule } from '../../rule.ts';

export const wellKnownNoBaseUrl: Rule = {
  id: 'discovery/no-public-baseurl',
  severity: 'warning',
  title: 'The address of the homeserver is not known',
  why: '.well-known/matrix/client names the homeserver by public_baseurl. Without it Synapse does not serve the file either, and this tool will not guess.',
  remedy: 'Set public_baseurl in homeserver.yaml to the address that clients use.',
  learntFrom: ['Synapse: synapse/config/server.py', 'Synapse: synapse/rest/well_known.py'],
};
