import type { FactRow } from '../check/data/data-rule.ts';
import type { TargetRows } from '../inspect/target-rows.ts';
import type { AppserviceAnswers } from './appservices/appservice-answers.ts';
import type { OutcomeRow } from './database/sum-accounting.ts';
import type { LifecycleRow } from './logins/describe-lifecycle.ts';
import type { LoginAnswers } from './logins/login-answers.ts';

/** What the databases answered to the questions, all in one snapshot of each. */
export interface Answers {
  /** By entity. */
  readonly outcomes: ReadonlyMap<string, readonly OutcomeRow[]>;
  /** By the id of the data check. */
  readonly facts: ReadonlyMap<string, readonly FactRow[]>;
  readonly loginDetails: LoginAnswers;
  readonly appservices: AppserviceAnswers;
  /** Migrated users by auth_provider. */
  readonly providerUsers: ReadonlyMap<string, number>;
  /** Migrated users with a link, by synapse_idp_id; it may name providers too that MAS does not have. */
  readonly linkedUsers: ReadonlyMap<string, number>;
  /** For each decision that is followed, in their order: the accounting without it, by entity; only what is asked again. */
  readonly withoutDecisions: readonly ReadonlyMap<string, readonly OutcomeRow[]>[];
  /** The tables of MAS that must be empty; only those that are not. */
  readonly targetRows: ReadonlyMap<string, TargetRows>;
  readonly lifecycle: readonly LifecycleRow[];
}
