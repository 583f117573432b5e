import type { AuthorizationRequest } from '../approve/authorization.ts';
import type { SecretStep } from '../plan/types.gen.ts';
import type { Secret } from '../support/secret.ts';
import type { RunPhase } from './files/file-steps.ts';
import type { RunDatabases } from './run-databases.ts';
import type { RunRequest } from './with-receipt.ts';

/** What apply is given: everything that is not in the plan. */
export interface ApplyRequest extends RunRequest {
  readonly planBytes: Uint8Array;
  /** By what right it asks to run the plan. */
  readonly authorization: AuthorizationRequest;
  readonly databases: RunDatabases;
  /** Reads a value that the plan names and does not hold. */
  readonly resolveSecret: (from: SecretStep['from']) => Secret;
  /** Only this phase; without one, `prepare` and then `cutover`. */
  readonly phase?: RunPhase | undefined;
  /** Do everything up to the commit, then roll back. */
  readonly rehearse: boolean;
}
