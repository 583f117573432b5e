import type { Rule } from '../../rule.ts';
import { threads } from './common.ts';

export const masTooOld: Rule = {
  id: 'versions/mas-too-old',
  severity: 'error',
  isAcceptable: true,
  title: 'MAS is too old for Synapse',
  why: 'Older releases do not answer a Synapse that is configured by matrix_authentication_service: nobody could use an account.',
  remedy:
    'Upgrade MAS to 0.20 or newer, run mas-cli database migrate, then plan again. Accept the finding where only the database is old and a newer MAS is started after the migration.',
  learntFrom: [...threads, 'MAS: docs/setup/homeserver.md'],
};
