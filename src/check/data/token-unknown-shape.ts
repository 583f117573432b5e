import type { DataRule } from './data-rule.ts';

export const tokenUnknownShape: DataRule = {
  id: 'tokens/unknown-shape',
  severity: 'warning',
  template: 'token-unknown-shape',
  title: 'Tokens that MAS does not know by their shape',
  why: 'MAS takes access tokens that begin with syt_, refresh tokens that begin with syr_ and, since 0.15, macaroons. It refuses any other before it looks for it: whoever holds one is logged out.',
  remedy:
    'Tell these users that they have to log in again, or log their sessions out and in before the migration. Give programs that use such a token a new one.',
  learntFrom: [
    'MAS: crates/data-model/src/tokens.rs',
    'element-hq/matrix-authentication-service#2150',
    'element-hq/matrix-authentication-service#4090',
  ],
};
