import type { Rule } from '../../rule.ts';
import { sources } from './common.ts';

export const providerTemplate: Rule = {
  id: 'mas/provider-template',
  severity: 'warning',
  title: 'A template of a provider uses what MAS does not know',
  why: 'Synapse renders it by Jinja, MAS by minijinja. Where MAS cannot render the subject, nobody can log in by the provider; where it is the name of the account, no new user can; a display name or an e-mail address is left out.',
  remedy: 'Write the template anew in claims_imports of the provider in MAS; its documentation lists the filters.',
  learntFrom: ['MAS: crates/handlers upstream_oauth2 templates', ...sources],
};
