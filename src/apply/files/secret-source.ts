import type { SecretStep } from '../../plan/types.gen.ts';
import type { Secret } from '../../support/secret.ts';

/** Gives the secrets that a plan only names. */
export interface SecretSource {
  /** @throws PlanError where the value is not where the plan says */
  readonly resolveSecret: (from: SecretStep['from']) => Secret;
}
