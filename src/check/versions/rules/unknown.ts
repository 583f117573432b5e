import type { Rule } from '../../rule.ts';
import { threads } from './common.ts';

export const versionUnknown: Rule = {
  id: 'versions/unknown',
  severity: 'warning',
  outcome: 'unevaluated',
  title: 'What depends on a version that is not known well enough',
  why: 'The databases give a range of releases only, and within it the answer is not the same.',
  remedy:
    'State the version of Synapse by --synapse-version. That of MAS follows from its newest migration: upgrade MAS and run mas-cli database migrate, or accept this once you have looked.',
  learntFrom: threads,
};
