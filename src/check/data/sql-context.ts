/** A provider of MAS by a name that rows of user_external_ids have: its own, or one that was decided to mean it. */
export interface ProviderName {
  readonly authProvider: string;
  readonly synapseIdpId: string;
  /** upstream_oauth_provider_id as a UUID. */
  readonly id: string;
  /** 0 for the provider's own name. */
  readonly rank: number;
}

/** A link that is given, by the line of its file. */
export interface ContextLink {
  readonly line: number;
  readonly user: string;
  readonly provider: string;
  readonly subject: string;
}

/** What somebody decided about rows: each leaves some out under a name of its own in the accounting. */
export interface DecidedRows {
  readonly guests: boolean;
  readonly otherDomains: boolean;
  readonly orphans: boolean;
  readonly localparts: boolean;
  /** auth_provider of the links that are dropped. */
  readonly dropped: readonly string[];
}

/** What every SQL template may use. */
export interface SqlContext {
  readonly seed: string;
  /** `:` and the server name: how the user id of every local user ends. */
  readonly suffix: string;
  /** In characters. */
  readonly suffixLength: number;
  /** For LIKE, which costs a fifth of comparing parts and whose rows PostgreSQL can estimate: the user ids of this server, … */
  readonly localPattern: string;
  /** … those with a localpart, … */
  readonly localpartPattern: string;
  /** … and those with a colon in it. */
  readonly colonPattern: string;
  /** The plan's created.at: the time of rows that have none of their own. */
  readonly createdMillis: number;
  /** The last millisecond that 48 bits of a ULID can hold. */
  readonly lastMillis: number;
  readonly lastSeconds: number;
  /** Before Matrix nobody had an account. */
  readonly firstMillis: number;
  readonly firstSeconds: number;
  /** A day after the plan was made: later times lie in the future, whatever the clocks of two machines say. */
  readonly nextDayMillis: number;
  readonly nextDaySeconds: number;
  readonly providers: readonly { readonly synapseIdpId: string; readonly id: string }[];
  readonly providerNames: readonly ProviderName[];
  /** Some provider has more than its own name. */
  readonly hasAliases: boolean;
  readonly decided: DecidedRows;
  /** What --links adds: providers are those of MAS, by synapse_idp_id. */
  readonly links: readonly ContextLink[];
  readonly passwordsEnabled: boolean;
  /** homeserver.yaml has providers, none of which is called `oidc`, and MAS maps none of that name. */
  readonly oidcIsOutdated: boolean;
  /** False: no user ids in what a query gives. */
  readonly samples: boolean;
  /** The server on which Synapse's rows are read has pg_input_is_valid. */
  readonly hasInputIsValid: boolean;
  /** Synapse has users.locked. */
  readonly hasLocked: boolean;
  /** Synapse's table of device keys, e2e_device_keys_json, is there and may be read. */
  readonly hasDeviceKeys: boolean;
  /** Synapse has users.shadow_banned. */
  readonly hasShadowBanned: boolean;
  /** Synapse has users.suspended. */
  readonly hasSuspended: boolean;
  /** Synapse has the table registration_tokens. */
  readonly givesRegistrationTokens: boolean;
  /** These tables of Synapse are there and may be read. */
  readonly hasErasedUsers: boolean;
  readonly hasBackgroundUpdates: boolean;
  readonly hasPortTable: boolean;
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
