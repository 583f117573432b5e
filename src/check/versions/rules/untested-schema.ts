import type { Rule } from '../../rule.ts';

export const untestedSchema: Rule = {
  id: 'versions/untested-schema',
  severity: 'warning',
  title: 'A database is newer than this release of syn2mas-plan knows',
  why: 'What newer tables and columns mean has not been looked at. What the plan needs is there, and constraints of MAS are read from its catalog.',
  remedy:
    'Look for a newer release of syn2mas-plan. Otherwise run apply --rehearse and verify, and read the notes of the copy steps.',
  learntFrom: ['element-hq/synapse#18053', 'Synapse: synapse/storage/schema/__init__.py'],
};
