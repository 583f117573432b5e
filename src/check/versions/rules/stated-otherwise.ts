import type { Rule } from '../../rule.ts';

export const versionContradicted: Rule = {
  id: 'versions/stated-otherwise',
  severity: 'warning',
  title: 'Synapse has another version than --synapse-version says',
  why: 'Its database went through changes that the stated release does not have, or lacks some that it has. Findings that depend on the version follow what was stated.',
  remedy:
    'State the version that runs (the server says it at /_synapse/admin/v1/server_version), or leave the option out.',
  learntFrom: ['Synapse: synapse/storage/schema/__init__.py'],
};
