/** What every SQL template may use. */
export interface SqlContext {
  readonly seed: string;
  /** `:` and the server name: how the user id of every local user ends. */
  readonly suffix: string;
  /** In characters. */
  readonly suffixLength: number;
  /** The plan's created.at: the time of rows that have none of their own. */
  readonly createdMillis: number;
  /** The last millisecond that 48 bits of a ULID can hold. */
  readonly lastMillis: number;
  readonly lastSeconds: number;
  readonly providers: readonly { readonly synapseIdpId: string; readonly id: string }[];
  readonly passwordsEnabled: boolean;
  /** homeserver.yaml has providers, none of which is called `oidc`, and MAS maps none of that name. */
  readonly oidcIsOutdated: boolean;
  /** False: no user ids in what a query gives. */
  readonly samples: boolean;
  /** Synapse has users.locked. */
  readonly hasLocked: boolean;
  /** MAS has users.deactivated_at. */
  readonly deactivatedAt: boolean;
  /** MAS has users.primary_user_email_id. */
  readonly primaryEmail: boolean;
  /** MAS recognises a macaroon as an access token. */
  readonly macaroonsKnown: boolean;
  /** Synapse learns the device of a session from MAS without a scope, and MAS lists a device whatever its id is. */
  readonly anyDeviceId: boolean;
  /** MAS takes sessions without a device. */
  readonly devicelessSessions: boolean;
  readonly hasUnsupportedThirdPartyIds: boolean;
  readonly hasRegistrationTokens: boolean;
}
