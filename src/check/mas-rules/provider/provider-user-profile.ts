import type { Rule } from '../../rule.ts';
import { sources } from './common.ts';

export const providerUserProfile: Rule = {
  id: 'mas/provider-user-profile',
  severity: 'info',
  title: 'Where MAS takes the profile of users from',
  why: 'By default both ask the userinfo endpoint only for providers without OpenID Connect. A template needs fetch_userinfo where its claim stands only there.',
  remedy: 'Set fetch_userinfo for the provider in MAS if a claim of its templates is not in the ID token.',
  learntFrom: sources,
};
