import type { Rule } from '../rule.ts';

export const passwordSchemeTwice: Rule = {
  id: 'mas/password-scheme-twice',
  severity: 'error',
  title: 'Two password schemes of MAS have the same version',
  why: 'MAS does not start. Schemes of several configuration files are joined, so the same one in two files is enough.',
  remedy: 'Take one of them out, or give it another version.',
  learntFrom: ['MAS: crates/config passwords section'],
};
