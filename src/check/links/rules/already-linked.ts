import type { DataRule } from '../../data/data-rule.ts';
import { learntFrom, matters } from './common.ts';

export const alreadyLinked: DataRule = {
  id: 'links/already-linked',
  severity: 'info',
  template: 'link-already-linked',
  matters,
  title: 'Links of --links that Synapse has',
  why: 'They are carried over anyway; the line adds nothing.',
  remedy: 'Nothing has to be done.',
  learntFrom,
};
