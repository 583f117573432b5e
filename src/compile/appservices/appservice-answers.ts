import type { OwnedUsers } from '../../check/appservices/owned-users.ts';
import type { Lookalikes, UnregisteredAppservice } from '../../plan/types.gen.ts';

/** What Synapse's database says of application services. */
export interface AppserviceAnswers {
  /** By appservice_id. */
  readonly owned: ReadonlyMap<string, OwnedUsers>;
  /** The senders that exist. */
  readonly senders: ReadonlySet<string>;
  readonly unregistered: readonly UnregisteredAppservice[];
  /** By the place of the namespace: users who match it and whom nobody owns. */
  readonly unowned: ReadonlyMap<string, { readonly users: number; readonly samples?: readonly string[] }>;
  readonly lookalikes: readonly Lookalikes[];
}
