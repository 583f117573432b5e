import type { Rule } from '../../rule.ts';
import { threads } from './common.ts';

export const synapseTooOld: Rule = {
  id: 'versions/synapse-too-old',
  severity: 'error',
  title: 'Synapse is too old for MAS',
  why: 'Older releases do not know matrix_authentication_service: Synapse would start without MAS and ask the databases of before.',
  remedy: 'Upgrade Synapse to 1.136 or newer, let it run, then plan again.',
  learntFrom: threads,
};
