import type { Rule } from '../../rule.ts';

export const wellKnownNotJson: Rule = {
  id: 'discovery/not-json',
  severity: 'warning',
  title: 'A part of extra_well_known_client_content is no JSON',
  why: 'A date, an infinity or a whole number beyond 2^53 cannot stand in the file for every client; at some of them Synapse itself fails to serve it.',
  remedy: 'Write the value as a text, or take it out.',
  learntFrom: ['Synapse: synapse/rest/well_known.py', 'Synapse: synapse/util/json.py'],
};
