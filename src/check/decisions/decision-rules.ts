import type { Rule } from '../rule.ts';

const common = {
  severity: 'error',
  learntFrom: ['element-hq/matrix-authentication-service#5239', 'element-hq/matrix-authentication-service#4597'],
} as const;

export const decisionUnused: Rule = {
  ...common,
  id: 'decision/unused',
  title: 'A decision about rows matches nothing',
  why: 'The rows are not there any more, or were never called so. A file of decisions that nobody needs hides those that matter.',
  remedy: 'Take it out of the file, or correct its provider.',
};

export const decisionExceeded: Rule = {
  ...common,
  id: 'decision/exceeded',
  title: 'More rows are found than were decided about',
  why: 'Somebody decided about fewer rows. Nobody looked at the others, and they would be lost or given away with them.',
  remedy: 'Look at all of them; then raise upTo, or mend what is new.',
};

export const decisionExpired: Rule = {
  ...common,
  id: 'decision/expired',
  title: 'A decision about rows has expired',
  why: 'It was decided until a day that has passed.',
  remedy: 'Decide again, and set another day.',
};

export const decisionContradictory: Rule = {
  ...common,
  id: 'decision/contradictory',
  title: 'Two decisions about the same rows',
  why: 'Both cannot be followed, or one of them says nothing. Neither counts until one is left.',
  remedy: 'Take one of them out of the file.',
};

export const decisionImpossible: Rule = {
  ...common,
  id: 'decision/impossible',
  title: 'A decision that cannot be followed',
  why: 'Links can be mapped to a provider that MAS has only; links of a provider that MAS has go there already; and oauth-delegated is a name that Synapse itself writes.',
  remedy:
    'Correct provider or to: synapse_idp_id of the providers of MAS, auth_provider of the rows in user_external_ids.',
};

/** What can be wrong with decisions about rows. */
export const decisionRules: readonly Rule[] = [
  decisionUnused,
  decisionExceeded,
  decisionExpired,
  decisionContradictory,
  decisionImpossible,
];
