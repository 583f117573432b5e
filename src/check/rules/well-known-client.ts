import type { Rule } from '../rule.ts';

export const wellKnownNoBaseUrl: Rule = {
  id: 'discovery/no-public-baseurl',
  severity: 'warning',
  title: 'The address of the homeserver is not known',
  why: '.well-known/matrix/client names the homeserver by public_baseurl. Without it Synapse does not serve the file either, and this tool will not guess.',
  remedy: 'Set public_baseurl in homeserver.yaml to the address that clients use.',
  learntFrom: ['Synapse: synapse/config/server.py', 'Synapse: synapse/rest/well_known.py'],
};

export const wellKnownOtherBaseUrl: Rule = {
  id: 'discovery/other-base-url',
  severity: 'warning',
  title: '.well-known/matrix/client names another homeserver than homeserver.yaml',
  why: 'Clients go where the file sends them; redirects and e-mails use public_baseurl.',
  remedy:
    'Make m.homeserver.base_url and public_baseurl the same, unless you mean them to differ. The plan leaves both.',
  learntFrom: ['Synapse: synapse/rest/well_known.py'],
};

export const wellKnownNotJson: Rule = {
  id: 'discovery/not-json',
  severity: 'warning',
  title: 'A part of extra_well_known_client_content is no JSON',
  why: 'A date, an infinity or a whole number beyond 2^53 cannot stand in the file for every client; at some of them Synapse itself fails to serve it.',
  remedy: 'Write the value as a text, or take it out.',
  learntFrom: ['Synapse: synapse/rest/well_known.py', 'Synapse: synapse/util/json.py'],
};

/** What can be found while `.well-known/matrix/client` is compiled. */
export const wellKnownRules: readonly Rule[] = [wellKnownNoBaseUrl, wellKnownOtherBaseUrl, wellKnownNotJson];
