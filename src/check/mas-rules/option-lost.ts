import type { Rule } from '../rule.ts';

/** A warning where users lose something, or accounts a protection. */
export const optionLost: Rule = {
  id: 'mas/option-lost',
  severity: 'info',
  title: 'An option of Synapse has no counterpart in MAS',
  why: 'MAS does this part of the work now, and Synapse no longer looks at the option.',
  remedy: 'Nothing has to be done when what changes is acceptable.',
  learntFrom: [
    'Synapse: synapse/rest/client',
    'Synapse: synapse/api/auth/mas.py',
    'MAS: docs/reference/configuration.md',
  ],
};
