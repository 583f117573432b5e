import type { Rule } from '../rule.ts';
import { inhibitLogin } from './rules/inhibit-login.ts';
import { latentLogin } from './rules/latent-login.ts';
import { looksLikeBridge } from './rules/looks-like-bridge.ts';
import { namespaceUndecided } from './rules/namespace-undecided.ts';
import { needsMsc4190 } from './rules/needs-msc4190.ts';
import { registrationGone } from './rules/registration-gone.ts';
import { goneUndecided } from './rules/registration-gone-undecided.ts';
import { registrationInvalid } from './rules/registration-invalid.ts';
import { registrationUnreadable } from './rules/registration-unreadable.ts';
import { undecided } from './rules/undecided.ts';
import { usersExcluded } from './rules/users-excluded.ts';
import { usersUnowned } from './rules/users-unowned.ts';

/** What is found about bridges and bots. */
export const appserviceRules: readonly Rule[] = [
  needsMsc4190,
  latentLogin,
  inhibitLogin,
  undecided,
  registrationUnreadable,
  registrationInvalid,
  registrationGone,
  goneUndecided,
  usersExcluded,
  usersUnowned,
  namespaceUndecided,
  looksLikeBridge,
];
