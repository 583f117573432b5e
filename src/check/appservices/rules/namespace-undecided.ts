import type { Rule } from '../../rule.ts';

export const namespaceUndecided: Rule = {
  id: 'appservice/namespace-undecided',
  severity: 'warning',
  outcome: 'unevaluated',
  title: 'A namespace could not be held against the users',
  why: 'Its regular expression has something that PostgreSQL does not have in the same meaning, so that nobody said which users match it.',
  remedy: 'Nothing has to be done for the move. Without lookbehind, back references and flags it could be evaluated.',
  learntFrom: ['Synapse: synapse/appservice/__init__.py', 'PostgreSQL: regular expressions'],
};
