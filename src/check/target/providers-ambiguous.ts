import type { Rule } from '../rule.ts';

export const providersAmbiguous: Rule = {
  id: 'providers/ambiguous',
  severity: 'error',
  title: 'Two providers of MAS have the same synapse_idp_id',
  why: 'Nobody knows to which of them the users belong.',
  remedy: 'Remove synapse_idp_id from all but one of them.',
  learntFrom: ['MAS: crates/syn2mas'],
};
