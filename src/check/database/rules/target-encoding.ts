import type { Rule } from '../../rule.ts';

export const targetEncoding: Rule = {
  id: 'target/encoding',
  severity: 'error',
  title: 'The database of MAS is not in UTF8',
  why: 'It cannot hold every name and address of Synapse, and MAS expects UTF-8.',
  remedy: "Make a new database for MAS with ENCODING 'UTF8' TEMPLATE template0, and run mas-cli database migrate.",
  learntFrom: ['MAS: docs/setup/database.md'],
};
