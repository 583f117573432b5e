import type { Rule } from '../../rule.ts';
import { msc4190 } from './common.ts';

export const undecided: Rule = {
  id: 'appservice/undecided',
  severity: 'warning',
  outcome: 'unevaluated',
  title: 'Whether an application service breaks with the move could not be decided',
  why: 'What decides it stands neither in its registration nor in a table that could be read.',
  remedy:
    'Let this role read e2e_device_keys_json, say which Synapse it is, and ask whoever runs the bridge whether it has MSC4190.',
  learntFrom: msc4190,
};
