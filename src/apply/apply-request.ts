import type { AuthorizationRequest } from '../approve/authorization.ts';
import type { DatabaseName, Phase, Plan, SecretStep } from '../plan/types.gen.ts';
import type { Network } from '../probe/network.ts';
import type { Secret } from '../support/secret.ts';
import type { RunDatabases } from './run-databases.ts';
import type { RunRequest } from './with-receipt.ts';

/** What the configuration files that the plan names say. */
export interface RunInputs {
  readonly databases: RunDatabases;
  /** Reads a value that the plan names and does not hold. */
  readonly resolveSecret: (from: SecretStep['from']) => Secret;
  /** The secret that both services share, as MAS has it. */
  readonly readSharedSecret?: (place: Plan['live']['mas']['sharedSecret']) => Secret;
}

/** What apply is asked: everything that is not in the plan. Of a plan that may not run, not even the files that it names are read. */
export interface AskedApply extends Omit<ApplyRequest, keyof RunInputs> {
  readonly readInputs: () => RunInputs;
}

/** The same once they are read. */
export interface ApplyRequest extends RunRequest, RunInputs {
  readonly planBytes: Uint8Array;
  /** By what right it asks to run the plan. */
  readonly authorization: AuthorizationRequest;
  /** Only this phase; without one, all of them in order, as far as they can be run. */
  readonly phase?: Phase | undefined;
  /** How running services are asked in the phase `finish`. */
  readonly probing?: {
    readonly network: Network;
    /** How long, in milliseconds, they may take to start, where that phase is asked for. */
    readonly waitMs: number;
    /** Ids of probes that are left out. */
    readonly skip?: readonly string[];
  };
  /** How many sessions on Synapse's database there may be at once. */
  readonly jobs: number;
  /** Do everything up to the commit, then roll back. */
  readonly rehearse: boolean;
  /** Databases that were named on the command line: of these a rehearsal may take another one for a copy. */
  readonly named?: readonly DatabaseName[];
  /** Seconds that steps, and the checks before them, are thought to take: what is left is shown by it. */
  readonly estimates?: ReadonlyMap<string, number>;
}
