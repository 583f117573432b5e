import type { Rule } from '../../rule.ts';

export const looksLikeBridge: Rule = {
  id: 'appservice/looks-like-bridge',
  severity: 'warning',
  title: 'Users look like those of a bridge or a bot, and match no registration',
  why: 'They have no owner, no password and no provider. They become accounts of MAS that nobody can log in to, and which are harder to get rid of there. Sessions that they have go on.',
  remedy:
    'Look at them before the move. Deactivate what a bridge left behind. A bot that logged in by hand keeps its session; to log it in anew, give it a password.',
  learntFrom: ['matrix-org/matrix-authentication-service#1554'],
};
